import {lastStatement, nodeOf, primaryOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState, StatementEntry} from '../cluster/snapshot.ts';
import {explainEntry, wasRefused} from './explain-entry.ts';
import type {View} from './view.ts';

/** A node and a statement that was run there. */
export interface RanThere {
	readonly node: NodeState;
	readonly entry: StatementEntry;
}

/** The target's last statement, where it failed; of `all`, the last that failed on any node. */
export function lastFailed({snapshot, screen}: Pick<View, 'snapshot' | 'screen'>): RanThere | undefined {
	const nodes = screen.target === 'all' ? snapshot.nodes : [nodeOf(snapshot, screen.target)];
	return nodes
		.flatMap(node => {
			const entry = node && lastStatement(node);
			return node && entry?.outcome?.error ? [{node, entry}] : [];
		})
		.sort((a, b) => a.entry.key - b.entry.key)
		.at(-1);
}

/** The statement that a replica has just refused, so that it can be run on the primary. */
export function lastRefused(view: Pick<View, 'snapshot' | 'screen'>): RanThere | undefined {
	const failed = lastFailed(view);
	if (!failed || view.screen.rerun.includes(failed.entry.id)) return undefined;
	if (ranOnPrimary(view.snapshot, failed.entry)) return undefined;
	return wasRefused(explainEntry(view.snapshot, failed.node, failed.entry)) ? failed : undefined;
}

/** Whether the primary has run the same statement in the same run, as with the target `all`. */
export function ranOnPrimary(snapshot: ClusterSnapshot, {run, sql, id}: StatementEntry): boolean {
	return (
		primaryOf(snapshot)?.transcript.some(
			entry =>
				entry.kind === 'statement' &&
				entry.id !== id &&
				entry.run === run &&
				entry.sql === sql &&
				entry.outcome?.status === 'ok',
		) ?? false
	);
}
