import {graphemes} from '../../terminal/graphemes.ts';
import {tabColumns, visible} from '../../terminal/visible.ts';
import {graphemeWidth, width} from '../../terminal/width.ts';

/** A grapheme of a line as it is shown. */
export interface Cell {
	/** UTF-16 index in the line, and one behind it. */
	readonly start: number;
	readonly end: number;
	/** Visible text, of one or more columns. */
	readonly shown: string;
	readonly columns: number;
}

/** A line without newline, grapheme by grapheme: tabs go to the next stop, what is unsafe is made visible. */
export function* cellsOf(line: string): Generator<Cell> {
	// A grapheme alone may look suspicious that is not so among its neighbours.
	const isClean = visible(line) === line;
	let start = 0;
	let column = 0;
	for (const grapheme of graphemes(line)) {
		const tab = ' '.repeat(tabColumns - (column % tabColumns));
		const shown = grapheme === '\t' ? tab : isClean ? grapheme : visible(grapheme);
		const columns = shown === grapheme ? graphemeWidth(grapheme) : width(shown);
		yield {start, end: start + grapheme.length, shown, columns};
		start += grapheme.length;
		column += columns;
	}
}

/** The column of an index in a line. */
export function columnAt(line: string, index: number): number {
	let column = 0;
	for (const cell of cellsOf(line)) {
		if (cell.end > index) {
			break;
		}
		column += cell.columns;
	}
	return column;
}

/** The index in a line that is nearest to a column from the left. */
export function indexAt(line: string, column: number): number {
	let passed = 0;
	for (const cell of cellsOf(line)) {
		passed += cell.columns;
		if (passed > column) {
			return cell.start;
		}
	}
	return line.length;
}
