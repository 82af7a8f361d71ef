import type {Value} from '../sqlite/values.ts';

/** Turns one result into text as its rows come. */
export interface ResultFormat {
	/** What stands before the first row. */
	open(columns: readonly string[]): string;
	rows(rows: readonly (readonly Value[])[]): string;
	/** What stands after the last row. */
	close(): string;
}

/**
 * A REAL with the fewest digits that give the same number back, and always a point or an exponent, so that it is
 * never taken for an INTEGER. Infinities are `9.0e+999`, as SQLite itself writes them in JSON: every reader of
 * numbers takes that for infinite.
 */
export function exactReal(value: number): string {
	if (!Number.isFinite(value)) return value < 0 ? '-9.0e+999' : '9.0e+999';
	const digits = Object.is(value, -0) ? '-0' : String(value);
	return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
