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

/** Columns that a visible text takes in a terminal, as Ink counts them. */
export function width(text: string): number {
	return narrow.test(text) ? text.length : stringWidth(text);
}

/** As much of the text's beginning as fits into the columns, and how many columns that takes. */
function fitting(text: string, columns: number): {text: string; columns: number} {
	let taken = 0;
	let length = 0;
	for (const grapheme of graphemes(text)) {
		const added = stringWidth(grapheme);
		if (taken + added > columns) {
			break;
		}
		taken += added;
		length += grapheme.length;
	}
	return {text: text.slice(0, length), columns: taken};
}

/** The text, shortened to the columns with `…` at the end where it is longer. */
export function truncate(text: string, columns: number): string {
	if (columns <= 0) {
		return '';
	}
	if (narrow.test(text)) {
		return text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
	}
	return stringWidth(text) <= columns ? text : `${fitting(text, columns - 1).text}…`;
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
		const end = column + stringWidth(grapheme);
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
		const shown = truncate(grapheme, restColumns);
		const added = width(shown);
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
