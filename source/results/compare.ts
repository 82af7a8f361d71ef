import type {Value} from '../sqlite/values.ts';

/** How one node's answer differs from the primary's. */
export interface Difference {
	/** Rows that the primary's answer does not have, by index in this answer. */
	readonly extra: ReadonlySet<number>;
	/** Rows of the primary's answer that this one does not have, by index in the primary's. */
	readonly missing: ReadonlySet<number>;
	/** The same rows in another order. */
	readonly reordered: boolean;
	/** Other columns: rows were not compared. */
	readonly columns: boolean;
}

interface Answer {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly Value[])[];
}

/** Compares answers row by row, each row as often as it occurs; types count: 1, 1.0 and '1' differ. */
export function compareAnswers(primary: Answer, other: Answer): Difference {
	const columns =
		primary.columns.length !== other.columns.length ||
		primary.columns.some((column, index) => column !== other.columns[index]);
	if (columns) return {extra: new Set(), missing: new Set(), reordered: false, columns};
	const places = new Map<string, number[]>();
	// From the last to the first, so that `pop` gives the first place that is left.
	for (const [index, row] of [...primary.rows.entries()].reverse()) {
		const key = keyOf(row);
		const same = places.get(key);
		if (same) same.push(index);
		else places.set(key, [index]);
	}
	const extra = new Set<number>();
	let reordered = false;
	for (const [index, row] of other.rows.entries()) {
		const place = places.get(keyOf(row))?.pop();
		if (place === undefined) extra.add(index);
		else if (place !== index) reordered = true;
	}
	const missing = new Set([...places.values()].flat());
	return {extra, missing, reordered: reordered && extra.size === 0 && missing.size === 0, columns};
}

/** Whether the answers are the same in every respect. */
export function isSame({extra, missing, reordered, columns}: Difference): boolean {
	return extra.size === 0 && missing.size === 0 && !reordered && !columns;
}

function keyOf(row: readonly Value[]): string {
	return JSON.stringify(row.map(tagged));
}

function tagged(value: Value): readonly [string, string] {
	if (value === null) return ['null', ''];
	if (typeof value === 'bigint') return ['integer', value.toString()];
	if (typeof value === 'number') return ['real', Object.is(value, -0) ? '-0' : value.toString()];
	if (typeof value === 'string') return ['text', value];
	return ['blob', Buffer.from(value).toString('hex')];
}
