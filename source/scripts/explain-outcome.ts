import {errorContext} from '../cluster/error-context.ts';
import type {ClusterSnapshot, NodeState, StatementEntry} from '../cluster/snapshot.ts';
import {explain} from '../sqlite/errors.ts';
import {type Meaning, meanings} from './meanings.ts';

/** Whether a statement was refused, and for this. */
export function wasRefusedFor(
	snapshot: ClusterSnapshot,
	node: NodeState,
	{sql, outcome}: StatementEntry,
	meaning: Meaning,
): boolean {
	if (!outcome?.error) return false;
	const {id} = explain(
		outcome.error,
		errorContext(snapshot, node, {sql, inTransaction: outcome.inTransaction}),
	);
	return (meanings[meaning] as readonly string[]).includes(id);
}

/** How a statement ended, in the node's own words where it failed. */
export function describeEnd({outcome}: StatementEntry): string {
	if (!outcome) return 'still running';
	const {status, error} = outcome;
	if (!error) return status;
	return `${error.message}${error.number === undefined ? '' : ` (${error.number})`}`;
}
