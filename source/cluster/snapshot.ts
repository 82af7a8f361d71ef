import type {ClusterInfo} from './event.ts';
import type {NodeInfo, Position, Table} from './node.ts';
import type {Outcome} from './statement.ts';
import type {Took, Transaction} from './transaction.ts';

/** A transaction with what is known of its way to the replicas. */
export interface TransactionState extends Transaction {
	readonly arrivals: readonly Took[];
}

/** One entry of a node's transcript, in the order in which things happened. */
export type Entry =
	| {
			readonly kind: 'statement';
			readonly key: number;
			readonly id: string;
			readonly run: string;
			readonly sql: string;
			readonly startedAtMs: number;
			/** Rows returned so far. */
			readonly rows: number;
			/** Undefined while it runs. */
			readonly outcome?: Outcome;
			/** A transaction was open when the session ended with this statement: it was rolled back. */
			readonly rolledBack?: true;
			/** When what it committed came to the replicas. */
			readonly arrivals: readonly Took[];
	  }
	| {
			readonly kind: 'arrival';
			readonly key: number;
			readonly first: bigint;
			readonly last: bigint;
			readonly elapsedMs: number;
			readonly snapshot: boolean;
			readonly atMs: number;
			/** What the transaction did, where it is one and known. */
			readonly text?: string;
	  }
	| {readonly kind: 'skipped'; readonly key: number; readonly statements: readonly string[]}
	| {
			readonly kind: 'notice';
			readonly key: number;
			readonly level: 'info' | 'warning' | 'error';
			readonly text: string;
			readonly atMs: number;
	  };

/** A statement's entry in a transcript. */
export type StatementEntry = Extract<Entry, {kind: 'statement'}>;

/** A node with all that is known of it now. */
export interface NodeState extends NodeInfo {
	readonly statusSinceMs: number;
	/** When it came to a cluster that was being watched; undefined where it was there from the beginning. */
	readonly joinedAtMs?: number;
	readonly position?: Position;
	readonly tables: readonly Table[];
	/** Tables that came while litescope watched, newest last, with the time they were seen. */
	readonly newTables: readonly {readonly name: string; readonly atMs: number}[];
	/** The last arrivals, oldest first, in milliseconds. */
	readonly arrivals: readonly number[];
	readonly transcript: readonly Entry[];
	/** Entries that were dropped from the front of the transcript to stay within the limit. */
	readonly dropped: number;
	/** The statement that runs in the person's session now. */
	readonly running?: string;
	/** When the open transaction of the person's session began; undefined where there is none. */
	readonly inTransactionSinceMs?: number;
}

/** All that is known of a cluster at one moment. Plain data: views, checks and scripts read it. */
export interface ClusterSnapshot {
	readonly phase: 'connecting' | 'ready' | 'gone';
	/** What is being done, or why the cluster is gone. */
	readonly phaseText: string;
	readonly cluster?: ClusterInfo;
	/** Nothing has been heard of the whole cluster since then: what is known may not be so any more. */
	readonly silentSinceMs?: number;
	/** The primary first, then the replicas in the order of their names. */
	readonly nodes: readonly NodeState[];
	/** Oldest first. */
	readonly transactions: readonly TransactionState[];
	/** Transactions that were seen and are not in the list. */
	readonly transactionsDropped: number;
	/** What concerns the cluster as a whole and should be read once, newest last. */
	readonly notices: readonly {
		readonly level: 'info' | 'warning' | 'error';
		readonly text: string;
		readonly atMs: number;
	}[];
	/** The key that the next entry gets; keys are never used again. */
	readonly nextKey: number;
	/** Time of the newest event, on the cluster's clock. */
	readonly atMs: number;
}

/** Before anything is known. */
export const emptySnapshot: ClusterSnapshot = {
	phase: 'connecting',
	phaseText: '',
	nodes: [],
	transactions: [],
	transactionsDropped: 0,
	notices: [],
	nextKey: 1,
	atMs: 0,
};
