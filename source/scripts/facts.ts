import {nodeOf, primaryOf, replicasOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, Entry, NodeState, StatementEntry} from '../cluster/snapshot.ts';
import type {StatementError} from '../cluster/statement.ts';
import type {Value} from '../sqlite/values.ts';

/** What a query of a script's own was answered: rows, or the error that the node raised. */
export type QueryAnswer =
	| {readonly columns: readonly string[]; readonly rows: readonly (readonly Value[])[]}
	| {readonly error: StatementError};

/** What came back for a page: who served it, as the ingress says, or why nobody did. */
export type PageAnswer = {readonly servedBy: string} | {readonly error: string};

/** Where the cluster was when a step began. */
export interface Baseline {
	readonly txids: ReadonlyMap<string, bigint>;
	/** Entries of transcripts with this key or a later one are of the step. */
	readonly nextKey: number;
}

/** What expectations are judged by. */
export interface Facts {
	readonly snapshot: ClusterSnapshot;
	readonly baseline: Baseline;
	/** The newest answer to a query on a node; undefined while there is none. */
	answerTo(query: string, node: string): QueryAnswer | undefined;
	/** Which nodes have served the pages that were read in this step, one for each page. */
	readonly servedBy: readonly string[];
	/** The rows of a statement that was run in a person's session; undefined for one that returned none. */
	rowsOf(statement: string): readonly (readonly Value[])[] | undefined;
}

/** Where a cluster is now. */
export function baselineOf({nodes, nextKey}: ClusterSnapshot): Baseline {
	const txids = nodes.flatMap(({name, position}) => (position ? [[name, position.txid] as const] : []));
	return {txids: new Map(txids), nextKey};
}

/**
 * The node that a script means: by its role, a replica by its number in the order of their names, or by its own name.
 * Undefined where there is none now.
 */
export function resolveNode(snapshot: ClusterSnapshot, name: string): NodeState | undefined {
	if (name === 'primary') return primaryOf(snapshot);
	const replicas = replicasOf(snapshot);
	if (name === 'replica') return replicas[0];
	const [, number] = /^replica-(\d+)$/.exec(name) ?? [];
	return nodeOf(snapshot, name) ?? (number === undefined ? undefined : replicas[Number(number) - 1]);
}

/** What stands in a node's transcript since the step began. */
export function entriesSince({transcript}: NodeState, {nextKey}: Baseline): readonly Entry[] {
	return transcript.filter(({key}) => key >= nextKey);
}

/** The statements that have ended on a node since the step began, in their order. */
export function statementsSince(node: NodeState, baseline: Baseline): readonly StatementEntry[] {
	return entriesSince(node, baseline).filter(
		(entry): entry is StatementEntry => entry.kind === 'statement' && entry.outcome !== undefined,
	);
}
