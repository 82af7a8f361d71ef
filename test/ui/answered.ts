import type {ClusterEvent} from '../../source/cluster/event.ts';
import type {Results} from '../../source/results/results.ts';
import type {Value} from '../../source/sqlite/values.ts';

/** A result as a node gives it. */
export interface Answer {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Value[])[];
}

/** Has a node answer a statement with rows: puts them among the results, and gives what the cluster tells of it. */
export function answered(
	results: Results,
	{columns, rows}: Answer,
	statement: {
		readonly sql?: string;
		readonly node?: string;
		readonly id?: string;
		readonly run?: string;
	} = {},
): readonly ClusterEvent[] {
	const {sql = 'SELECT * FROM answers;', node = 'primary', id = 'answered', run = 'run'} = statement;
	results.open(id, columns);
	results.rows(id, rows);
	const truncated = results.get(id)!.truncated;
	return [
		{type: 'started', atMs: 9000, id, node, sql, run},
		{
			type: 'outcome',
			atMs: 9001,
			outcome: {
				id,
				node,
				status: 'ok',
				durationMs: 1.2,
				rows: results.get(id)!.rows.length,
				truncated,
				atTxid: 1n,
				behind: 0n,
				inTransaction: false,
			},
		},
	];
}
