import {toLiteral, type Value} from '../sqlite/values.ts';

/** A row as a script has it: its values, or the value of its only column. */
export type ExpectedRow = ExpectedValue | readonly ExpectedValue[];
type ExpectedValue = string | number | null;

/** Rows that are shown in a message. */
const shownRows = 3;

/** Characters of a value that are shown there. */
const shownCharacters = 60;

/** A few rows in a line, for a message, as SQL has them: `(1, 'Ada') (2, 'Grace') and 3 more`. */
export function showRows(rows: readonly (readonly Value[])[]): string {
	if (rows.length === 0) return 'no rows';
	const shown = rows
		.slice(0, shownRows)
		.map(row => `(${row.map(value => shorten(toLiteral(value))).join(', ')})`);
	const more = rows.length - shown.length;
	return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(' ');
}

function shorten(text: string): string {
	return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 1)}…`;
}

/** As showRows, of what a script expects. */
export function showExpectedRows(rows: readonly ExpectedRow[]): string {
	return showRows(rows.map(row => valuesOf(row).map(toValue)));
}

/** Whether rows are those that a script expects, in their order. A number is the INTEGER or REAL of its size. */
export function areRows(rows: readonly (readonly Value[])[], expected: readonly ExpectedRow[]): boolean {
	return (
		rows.length === expected.length &&
		expected.every((row, index) => {
			const [wanted, got] = [valuesOf(row), rows[index]!];
			return wanted.length === got.length && wanted.every((value, column) => isValue(got[column]!, value));
		})
	);
}

function isValue(value: Value, expected: ExpectedValue): boolean {
	return typeof expected === 'number' && typeof value === 'bigint'
		? value === toValue(expected)
		: value === expected;
}

function valuesOf(row: ExpectedRow): readonly ExpectedValue[] {
	return typeof row === 'object' && row !== null ? row : [row];
}

function toValue(value: ExpectedValue): Value {
	return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}
