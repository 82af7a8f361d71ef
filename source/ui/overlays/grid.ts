import type {StatementEntry} from '../../cluster/snapshot.ts';
import {shortTxid} from '../../litefs/position.ts';
import type {ResultSet} from '../../results/results.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, padStart, slice, truncate, width} from '../../terminal/width.ts';
import {type Cell, cellOf} from '../lines/cell.ts';
import {formatCount, formatMs} from '../lines/format.ts';
import {framed} from '../lines/frame.ts';
import type {Overlay} from '../screen/overlay.ts';
import type {View} from '../view.ts';

type Grid = Extract<Overlay, {kind: 'grid'}>;

/** The widest a column of the grid gets; the cell view shows all of a value. */
const columnLimit = 60;
const gap = 2;

/** How wide each column is. The same for the whole result, so that nothing jumps when rows scroll. */
export function gridWidths(result: ResultSet): readonly number[] {
	const known = widthsOf.get(result.rows);
	if (known && known.rows === result.rows.length) return known.widths;
	const widths = result.columns.map((column, index) => {
		let widest = width(visible(column));
		for (const row of result.rows) widest = Math.max(widest, width(cellOf(row[index]!).text));
		return Math.max(1, Math.min(columnLimit, widest));
	});
	widthsOf.set(result.rows, {rows: result.rows.length, widths});
	return widths;
}

const widthsOf = new WeakMap<ResultSet['rows'], {rows: number; widths: readonly number[]}>();

/** Rows of the grid that are on the screen: the frame, the header and the last line come off. */
export function gridRows(rows: number): number {
	return Math.max(1, rows - 4);
}

/** Columns that the row numbers take. */
export function numberColumns(result: ResultSet): number {
	return formatCount(Math.max(1, result.rows.length)).length + 1;
}

/** A result over the whole width: a header that stays, row numbers, the selected cell, who answered and when. */
export function gridLines(view: View, overlay: Grid, columns: number, rows: number): readonly Line[] {
	const result = view.results.get(overlay.statement);
	const found = findStatement(view, overlay.statement);
	if (!result)
		return framed([[{text: 'That result is not kept any more.'}]], columns, rows, {
			title: 'result',
			focused: true,
		});
	const widths = gridWidths(result);
	const numbers = numberColumns(result);
	const room = columns - 4 - numbers - 1;
	const header = scrolled(
		result.columns.map((name, index) => ({
			text: padEnd(truncate(visible(name), widths[index]!), widths[index]!),
			style: {bold: true, underline: true},
		})),
		overlay.left,
		room,
	);
	const lines: Line[] = [[{text: padStart('', numbers + 1)}, ...header]];
	for (let index = overlay.top; index < Math.min(result.rows.length, overlay.top + gridRows(rows)); index++) {
		const cells = result.rows[index]!.map((value, column) =>
			gridCell(cellOf(value), widths[column]!, index === overlay.row && column === overlay.column, overlay),
		);
		lines.push([
			{text: `${padStart(formatCount(index + 1), numbers)} `, style: {dim: true}},
			...scrolled(cells, overlay.left, room),
		]);
	}
	while (lines.length < rows - 3) lines.push([]);
	lines.push(lastLine(overlay, result, found?.entry));
	return framed(lines, columns, rows, {
		title: found
			? truncate(
					visible(
						(view.screen.dots[overlay.statement]?.text ?? found.entry.sql).replaceAll(/\s+/g, ' ').trim(),
					),
					columns - 20,
				)
			: 'result',
		...(found && {right: visible(found.node)}),
		focused: true,
	});
}

function gridCell({text, style, right}: Cell, columns: number, selected: boolean, {search}: Grid): Span {
	const cut = truncate(text, columns);
	const aligned = right ? padStart(cut, columns) : padEnd(cut, columns);
	const hit = search?.text && text.toLowerCase().includes(search.text.toLowerCase());
	if (selected) return {text: aligned, style: {...style, inverse: true}};
	if (hit) return {text: aligned, style: {...style, color: 'yellow', bold: true}};
	return style ? {text: aligned, style} : {text: aligned};
}

/** What is between two columns of a row of cells, so that rows scroll sideways in step with the header. */
function scrolled(cells: readonly Span[], left: number, room: number): Line {
	const spans: Span[] = [];
	let column = -left;
	for (const cell of cells) {
		const size = width(cell.text);
		const from = Math.max(0, -column);
		const taken = Math.min(size - from, room - Math.max(0, column));
		if (taken > 0) spans.push({...cell, text: slice(cell.text, from, taken)});
		column += size;
		const space = Math.min(gap, room - column, column + gap);
		if (space > 0 && column < room) spans.push({text: ' '.repeat(space)});
		column += gap;
		if (column >= room) break;
	}
	return spans;
}

function lastLine(
	{row, column, search, searching}: Grid,
	result: ResultSet,
	entry: StatementEntry | undefined,
): Line {
	if (searching) return [{text: '/', style: {bold: true}}, {text: `${visible(search?.text ?? '')}█`}];
	const {outcome} = entry ?? {};
	const rows = formatCount(result.rows.length);
	const parts = [
		`row ${formatCount(Math.min(row + 1, result.rows.length))} of ${result.truncated || outcome?.truncated ? `the first ${rows} of more` : rows}`,
		`column ${column + 1} of ${result.columns.length}`,
		...(outcome?.atTxid === undefined
			? []
			: [`${outcome.copy ? 'copy ' : ''}at TXID ${shortTxid(outcome.atTxid)}`]),
		...(outcome ? [formatMs(outcome.durationMs)] : []),
	];
	return [{text: parts.join('   '), style: {dim: true}}];
}

/** The entry of a statement, and the node it ran on. */
export function findStatement(
	view: Pick<View, 'snapshot'>,
	id: string,
): {readonly node: string; readonly entry: StatementEntry} | undefined {
	for (const node of view.snapshot.nodes) {
		const entry = node.transcript.findLast(
			candidate => candidate.kind === 'statement' && candidate.id === id,
		);
		if (entry?.kind === 'statement') return {node: node.name, entry};
	}
	return undefined;
}
