import {errorContext} from '../cluster/error-context.ts';
import type {ClusterSnapshot, NodeState, StatementEntry} from '../cluster/snapshot.ts';
import {type Explanation, explain} from '../sqlite/errors.ts';

/** What a statement's error means on the node that raised it; undefined where there was none. */
export function explainEntry(
	snapshot: ClusterSnapshot,
	node: NodeState,
	entry: StatementEntry,
): Explanation | undefined {
	const {outcome} = entry;
	if (!outcome?.error) return undefined;
	return explain(
		outcome.error,
		errorContext(snapshot, node, {sql: entry.sql, inTransaction: outcome.inTransaction}),
	);
}

/** Whether a statement was refused because its node takes no writes, so that it can be run on the primary. */
export function wasRefused(explanation: Explanation | undefined): boolean {
	return explanation?.actions.includes('run-on-primary') ?? false;
}
