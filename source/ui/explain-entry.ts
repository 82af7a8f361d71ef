import {primaryOf} from '../cluster/selectors.ts';
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
	const primary = primaryOf(snapshot);
	return explain(outcome.error, {
		node: node.name,
		role: node.role,
		...(primary && {primary: primary.name, onPrimary: primary.tables.map(table => table.name)}),
		journalMode: node.journalMode,
		statement: entry.sql,
		inTransaction: outcome.inTransaction,
		tables: node.tables,
		driver: snapshot.cluster?.kind ?? 'embedded',
	});
}

/** Whether a statement was refused because its node takes no writes, so that it can be run on the primary. */
export function wasRefused(explanation: Explanation | undefined): boolean {
	return explanation?.actions.includes('run-on-primary') ?? false;
}
