import {limits} from '../cluster/limits.ts';
import type {RowSink} from '../drivers/driver.ts';
import type {Value} from '../sqlite/values.ts';

/** The rows of one statement, as far as they have come. */
export interface ResultSet {
	readonly id: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Value[])[];
	/** More rows came than are kept. */
	readonly truncated: boolean;
}

/** The results of a visit, by statement; the oldest are forgotten at the limit. */
export interface Results extends RowSink {
	get(statement: string): ResultSet | undefined;
}

/** Makes a place for results in memory. */
export function createResults(): Results {
	const results = new Map<
		string,
		{columns: readonly string[]; rows: (readonly Value[])[]; bytes: number; truncated: boolean}
	>();
	return {
		open(id, columns) {
			results.set(id, {columns, rows: [], bytes: 0, truncated: false});
			if (results.size > limits.results) results.delete(results.keys().next().value!);
		},
		rows(id, rows) {
			const result = results.get(id);
			if (!result) return;
			for (const row of rows) {
				if (result.rows.length >= limits.resultRows || result.bytes > limits.resultBytes) {
					result.truncated = true;
					return;
				}
				result.bytes += row.reduce((sum: number, value) => sum + sizeOf(value), 0);
				result.rows.push(row);
			}
		},
		get(id) {
			const result = results.get(id);
			return result && {id, columns: result.columns, rows: result.rows, truncated: result.truncated};
		},
	};
}

function sizeOf(value: Value): number {
	if (typeof value === 'string') return value.length * 2;
	return value instanceof Uint8Array ? value.byteLength : 8;
}
