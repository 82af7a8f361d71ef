import {isNarrow, truncate} from '../../terminal/width.ts';
import {cellsOf} from './cells.ts';
import type {EditorState} from './state.ts';

/** A place on the screen; `column` counts the indent of its row. */
export interface Place {
	readonly row: number;
	readonly column: number;
}

/** The prompt as rows of the screen. */
export interface EditorLayout {
	/** Visible text without the indent. A row's indent and text together are at most the columns. */
	readonly lines: readonly string[];
	readonly cursor: Place;
	/** Where the found part of an incremental search stands: a piece for each row that has some of it. */
	readonly matched: readonly (Place & {readonly columns: number})[];
}

interface Row {
	readonly text: string;
	/** UTF-16 indexes in the prompt's text. */
	readonly start: number;
	readonly end: number;
	/** The column of an index of the prompt's text that is in this row. */
	readonly columnOf: (index: number) => number;
}

/** Rows of a line of which every character has one column. */
function narrowRows(line: string, start: number, first: number, rest: number): Row[] {
	const rows: Row[] = [];
	let from = 0;
	do {
		const to = Math.min(line.length, from + (from === 0 ? first : rest));
		const rowStart = start + from;
		rows.push({
			text: line.slice(from, to),
			start: rowStart,
			end: start + to,
			columnOf: index => index - rowStart,
		});
		from = to;
	} while (from < line.length);
	return rows;
}

/** Rows of any line, broken between graphemes. */
function cellRows(line: string, start: number, first: number, rest: number): Row[] {
	const rows: Row[] = [];
	let text = '';
	let columns = 0;
	let rowStart = 0;
	let places: {index: number; column: number}[] = [];
	const endRow = (end: number) => {
		const placed = [...places, {index: start + end, column: columns}];
		rows.push({
			text,
			start: start + rowStart,
			end: start + end,
			columnOf: index => placed.findLast(place => place.index <= index)?.column ?? 0,
		});
		text = '';
		columns = 0;
		rowStart = end;
		places = [];
	};
	for (const cell of cellsOf(line)) {
		const shown = cell.columns > rest ? truncate(cell.shown, rest) : cell.shown;
		const added = Math.min(cell.columns, rest);
		if (columns + added > (rows.length === 0 ? first : rest)) {
			endRow(cell.start);
		}
		places.push({index: start + cell.start, column: columns});
		text += shown;
		columns += added;
	}
	endRow(line.length);
	return rows;
}

function rowsOf(text: string, firstRoom: number, room: number): Row[] {
	const rows: Row[] = [];
	let start = 0;
	for (const line of text.split('\n')) {
		const first = rows.length === 0 ? firstRoom : room;
		// One by one: a line may have more rows than a call may have arguments.
		for (const row of (isNarrow(line) ? narrowRows : cellRows)(line, start, first, room)) {
			rows.push(row);
		}
		start += line.length + 1;
	}
	return rows;
}

/**
 * The prompt's text as rows of at most the columns, the first of them indented by `firstIndent` and the others by
 * `nextIndent`, for what stands before them. Where the cursor is behind a full row, it is on an empty one after it.
 */
export function layoutEditor(
	state: EditorState,
	columns: number,
	firstIndent: number,
	nextIndent: number,
): EditorLayout {
	const roomAfter = (indent: number) => Math.max(1, columns - indent);
	const rows = rowsOf(state.text, roomAfter(firstIndent), roomAfter(nextIndent));
	const indentOf = (row: number) => (row === 0 ? firstIndent : nextIndent);

	// The last row that begins at or before the cursor: behind a soft break that is the one after it.
	const cursorRow = rows.findLastIndex(row => row.start <= state.cursor);
	const column = rows[cursorRow]?.columnOf(state.cursor) ?? 0;
	let cursor = {row: cursorRow, column: indentOf(cursorRow) + column};
	if (column > 0 && column >= roomAfter(indentOf(cursorRow))) {
		cursor = {row: cursorRow + 1, column: nextIndent};
		rows.splice(cursor.row, 0, {text: '', start: state.cursor, end: state.cursor, columnOf: () => 0});
	}

	const match = state.search?.match;
	const matched = rows.flatMap((row, index) => {
		const from = Math.max(row.start, match?.start ?? row.end);
		const to = Math.min(row.end, match?.end ?? row.start);
		const start = row.columnOf(from);
		return from < to
			? [{row: index, column: indentOf(index) + start, columns: row.columnOf(to) - start}]
			: [];
	});
	return {lines: rows.map(row => row.text), cursor, matched};
}
