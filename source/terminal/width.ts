import stringWidth from 'string-width';
import {graphemes} from './graphemes.ts';

/**
 * Texts of these characters alone have one column for each UTF-16 unit: ASCII, Latin, Greek, Cyrillic, dashes,
 * arrows and what frames and charts are drawn with. Nothing in here combines with a neighbour.
 */
const narrow =
	/^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u203b\u2190-\u2193\u23ce\u2400-\u2426\u2500-\u25fc\u2713\u2717]*$/;

/** True where every UTF-16 unit of the text is one character of one column. */
export function isNarrow(text: string): boolean {
	return narrow.test(text);
}

/** Widths of graphemes that were asked for: working one out takes microseconds, and a screen has thousands. */
const known = new Map<string, number>();
const knownLimit = 4096;

/** Columns of one grapheme, for those who go through a text one by one. */
export function graphemeWidth(grapheme: string): number {
	const found = known.get(grapheme);
	if (found !== undefined) {
		return found;
	}
	if (known.size >= knownLimit) {
		known.clear();
	}
	const columns = stringWidth(grapheme);
	known.set(grapheme, columns);
	return columns;
}

/** Columns that a visible text takes in a terminal, as Ink counts them. */
export function width(text: string): number {
	if (narrow.test(text)) {
		return text.length;
	}
	let columns = 0;
	for (const grapheme of graphemes(text)) {
		columns += graphemeWidth(grapheme);
	}
	return columns;
}

/** The text, shortened to the columns with `…` at the end where it is longer. */
export function truncate(text: string, columns: number): string {
	if (columns <= 0) {
		return '';
	}
	if (narrow.test(text)) {
		return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
	}
	let taken = 0;
	let length = 0;
	let fitting = 0;
	for (const grapheme of graphemes(text)) {
		taken += graphemeWidth(grapheme);
		if (taken > columns) {
			return `${text.slice(0, fitting)}…`;
		}
		length += grapheme.length;
		fitting = taken < columns ? length : fitting;
	}
	return text;
}

/** The text with spaces after it up to the columns; a longer text stays as it is. */
export function padEnd(text: string, columns: number): string {
	return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** The text with spaces before it up to the columns; a longer text stays as it is. */
export function padStart(text: string, columns: number): string {
	return ' '.repeat(Math.max(0, columns - width(text))) + text;
}

/**
 * What stands in the given columns of a text, for scrolling sideways. A wide character that is cut in half at
 * either side is a space there. Shorter than `columns` where the text ends.
 */
export function slice(text: string, fromColumn: number, columns: number): string {
	const toColumn = fromColumn + Math.max(0, columns);
	if (narrow.test(text)) {
		return text.slice(fromColumn, toColumn);
	}
	let column = 0;
	let sliced = '';
	for (const grapheme of graphemes(text)) {
		const end = column + graphemeWidth(grapheme);
		if (column >= toColumn) {
			break;
		}
		if (column >= fromColumn && end <= toColumn) {
			sliced += grapheme;
		} else if (end > fromColumn) {
			sliced += ' '.repeat(Math.min(end, toColumn) - Math.max(column, fromColumn));
		}
		column = end;
	}
	return sliced;
}

/** Cuts a word into pieces for a first row and those after it. A grapheme too wide for any row becomes `…`. */
function* pieces(word: string, firstColumns: number, restColumns: number): Generator<string> {
	let room = firstColumns;
	let piece = '';
	for (const grapheme of isNarrow(word) ? word : graphemes(word)) {
		const columns = graphemeWidth(grapheme);
		const shown = columns > restColumns ? '…' : grapheme;
		const added = Math.min(columns, restColumns);
		if (added > room) {
			yield piece;
			piece = '';
			room = restColumns;
		}
		piece += shown;
		room -= added;
	}
	yield piece;
}

/** Wraps a text without newlines into a first row of `firstColumns` and others of `restColumns`. */
function wrapLine(text: string, firstColumns: number, restColumns: number): string[] {
	const rows: string[] = [];
	let row = '';
	let room = firstColumns;
	const endRow = () => {
		rows.push(row.trimEnd());
		row = '';
		room = restColumns;
	};
	for (const [, spaces = '', word = ''] of text.matchAll(/( *)([^ ]*)/g)) {
		if (word === '') {
			continue;
		}
		const columns = width(word);
		if (spaces.length + columns <= room) {
			row += spaces + word;
			room -= spaces.length + columns;
			continue;
		}
		if (row !== '' && (columns <= restColumns || spaces.length >= room)) {
			endRow();
		} else if (spaces.length < room) {
			row += spaces;
			room -= spaces.length;
		}
		for (const [index, piece] of [...pieces(word, room, restColumns)].entries()) {
			if (index > 0) {
				endRow();
			}
			row += piece;
			room -= width(piece);
		}
	}
	rows.push(row.trimEnd());
	return rows;
}

/**
 * A visible text as rows of at most the columns, broken at spaces, and inside words that are longer than a row.
 * Newlines begin a new row. Every row but the first begins with `indent` spaces.
 */
export function wrap(text: string, columns: number, indent = 0): string[] {
	const firstColumns = Math.max(1, columns);
	const margin = ' '.repeat(Math.min(indent, firstColumns - 1));
	const restColumns = firstColumns - margin.length;
	const rows: string[] = [];
	for (const line of text.split('\n')) {
		rows.push(...wrapLine(line, rows.length === 0 ? firstColumns : restColumns, restColumns));
	}
	return rows.map((row, index) => (index === 0 || row === '' ? row : margin + row));
}
