import type {NodeInfo, Position, Table} from './node.ts';
import type {Outcome} from './statement.ts';
import type {Arrival, Change, Transaction} from './transaction.ts';

/** What a driver can do. What it cannot is shown disabled, with the reason given here. */
export type Capability =
	| 'write'
	| 'stop'
	| 'kill'
	| 'pause'
	| 'partition'
	| 'latency'
	| 'checkpoint'
	| 'logs'
	| 'shell'
	| 'forward'
	| 'ingress';

/** For each capability `true`, or a sentence that says why it is not there. */
export type Capabilities = Readonly<Record<Capability, true | string>>;

/** What the cluster is, as a person would name it. */
export interface ClusterInfo {
	/** Which driver, e.g. `embedded`. */
	readonly kind: string;
	/** For the top line, e.g. `embedded · temporary`. */
	readonly label: string;
	readonly database: string;
	/** Where it is kept, where that is a folder of this machine. */
	readonly folder?: string;
	readonly temporary: boolean;
	/** It is somebody else's: litescope is a guest there, and asks before it first writes. */
	readonly guest?: boolean;
	/** It is the stack that `litescope up` brings up: a person writes there without being asked. */
	readonly bundled?: boolean;
	readonly capabilities: Capabilities;
}

/**
 * What happened in a cluster, in the order in which it was seen. `atMs` is on the cluster's clock.
 *
 * `node`, `cluster`, `outcome`, `started`, `notice`, `gone` are never dropped. `position`, `transactions` and
 * `arrivals` are coalesced by a driver that has more of them than a person can read; `skipped` counts what was.
 */
export type ClusterEvent =
	| {readonly type: 'connecting'; readonly atMs: number; readonly text: string}
	| {readonly type: 'cluster'; readonly atMs: number; readonly cluster: ClusterInfo}
	| {readonly type: 'node'; readonly atMs: number; readonly node: NodeInfo}
	| {readonly type: 'removed'; readonly atMs: number; readonly node: string}
	| {readonly type: 'ready'; readonly atMs: number}
	| {readonly type: 'position'; readonly atMs: number; readonly node: string; readonly position: Position}
	| {
			readonly type: 'transactions';
			readonly atMs: number;
			readonly transactions: readonly Transaction[];
			/** Older ones of the same batch that are not in it. */
			readonly skipped: number;
	  }
	| {readonly type: 'change'; readonly atMs: number; readonly txid: bigint; readonly change: Change}
	| {readonly type: 'arrivals'; readonly atMs: number; readonly arrivals: readonly Arrival[]}
	| {readonly type: 'tables'; readonly atMs: number; readonly node: string; readonly tables: readonly Table[]}
	| {
			readonly type: 'started';
			readonly atMs: number;
			readonly id: string;
			readonly node: string;
			readonly sql: string;
			/** Which run it belongs to: the statements of one Enter, and those of `all`, have the same. */
			readonly run: string;
	  }
	| {readonly type: 'outcome'; readonly atMs: number; readonly outcome: Outcome}
	| {
			/** Statements of a run that were not started because one before them failed. */
			readonly type: 'skipped';
			readonly atMs: number;
			readonly node: string;
			readonly run: string;
			readonly statements: readonly string[];
	  }
	/** The person's session of a node ended between two statements, and its open transaction was rolled back. */
	| {readonly type: 'rolled-back'; readonly atMs: number; readonly node: string; readonly text: string}
	/** How many rows a running statement has returned so far. */
	| {readonly type: 'progress'; readonly atMs: number; readonly id: string; readonly rows: number}
	/** Something a person should read once: on a node's transcript, or the cluster's where `node` is missing. */
	| {
			readonly type: 'notice';
			readonly atMs: number;
			readonly node?: string;
			readonly level: 'info' | 'warning' | 'error';
			readonly text: string;
	  }
	/** Nothing has been heard of the whole cluster since then; without `sinceMs`: it is heard of again. */
	| {readonly type: 'silent'; readonly atMs: number; readonly sinceMs?: number}
	/** The cluster is lost for good; nothing comes after it. A command that needs it ends with this status. */
	| {readonly type: 'gone'; readonly atMs: number; readonly text: string; readonly exitStatus: 1 | 2 | 3};
