import {primaryOf} from './selectors.ts';
import type {ClusterSnapshot, NodeState} from './snapshot.ts';

/** A statement that ended with an error, and whether its session has a transaction open. */
interface Failed {
	readonly sql: string;
	readonly inTransaction: boolean;
}

/** What has to be known of a cluster to say what an error means on one of its nodes: what `sqlite/errors.ts` asks for. */
export function errorContext(snapshot: ClusterSnapshot, node: NodeState, {sql, inTransaction}: Failed) {
	const primary = primaryOf(snapshot);
	return {
		node: node.name,
		role: node.role,
		...(primary && {primary: primary.name, onPrimary: primary.tables.map(({name}) => name)}),
		tables: node.tables,
		journalMode: node.journalMode,
		statement: sql,
		inTransaction,
		driver: snapshot.cluster?.kind ?? '',
	};
}
