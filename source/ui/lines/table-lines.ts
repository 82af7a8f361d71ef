import type {Value} from '../../sqlite/values.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, padStart, truncate, width} from '../../terminal/width.ts';
import {type Cell, cellOf} from './cell.ts';

/** The widest a column gets while others need the room. */
const columnLimit = 32;
/** A column is not made narrower than this; columns at the right are left out instead. */
const shortest = 14;
const gap = 2;

/**
 * Some rows as a table: a header and a line for each row, never wider than `columns`. What does not fit is cut
 * with `…`; `hidden` counts the columns that find no room at all.
 */
export function tableLines(
	names: readonly string[],
	rows: readonly (readonly Value[])[],
	columns: number,
	marked: ReadonlySet<number> = new Set(),
): {readonly lines: readonly Line[]; readonly hidden: number} {
	const cells = rows.map(row => row.map(cellOf));
	const headers = names.map(name => visible(name));
	const markColumns = marked.size > 0 ? 2 : 0;
	const widths = fitColumns(headers, cells, columns - markColumns);
	const hidden = headers.length - widths.length;
	const header: Span[] = widths.flatMap((size, index) => [
		{text: ' '.repeat(index > 0 ? gap : markColumns)},
		{text: align(headers[index]!, size, cells[0]?.[index]?.right ?? false), style: {underline: true}},
	]);
	if (hidden > 0) header.push({text: ` +${hidden}`, style: {dim: true}});
	const body = cells.map((row, index) => rowLine(row, widths, markColumns, marked.has(index)));
	return {lines: [header, ...body], hidden};
}

function rowLine(
	row: readonly Cell[],
	widths: readonly number[],
	markColumns: number,
	marked: boolean,
): Line {
	const mark: Span = marked
		? {text: '≠ '.slice(0, markColumns), style: {color: 'yellow', bold: true}}
		: {text: ' '.repeat(markColumns)};
	return [
		mark,
		...widths.flatMap((size, index): readonly Span[] => {
			const {text, style, right} = row[index]!;
			const aligned = align(text, size, right);
			return [{text: index > 0 ? ' '.repeat(gap) : ''}, style ? {text: aligned, style} : {text: aligned}];
		}),
	];
}

function align(text: string, columns: number, right: boolean): string {
	const cut = truncate(text, columns);
	return right ? padStart(cut, columns) : padEnd(cut, columns);
}

/** How wide each column is; as many columns as find room, from the left. */
function fitColumns(
	headers: readonly string[],
	cells: readonly (readonly Cell[])[],
	columns: number,
): readonly number[] {
	const wanted = headers.map((header, index) =>
		Math.max(1, width(header), ...cells.map(row => width(row[index]!.text))),
	);
	const total = (sizes: readonly number[]) =>
		sizes.reduce((sum, size) => sum + size, 0) + gap * (sizes.length - 1);
	if (total(wanted) <= columns) return wanted;
	const limited = wanted.map(size => Math.min(size, columnLimit));
	const room = columns - ' +99'.length;
	while (limited.length > 1 && total(limited) > room) {
		const widest = limited.indexOf(Math.max(...limited));
		if (limited[widest]! > shortest) limited[widest] = limited[widest]! - 1;
		else limited.pop();
	}
	return limited.map(size => Math.min(size, Math.max(1, room)));
}
