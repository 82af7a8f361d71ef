/** A line of a statement and, for the line below it, a caret under one place of it. */
export interface ErrorPlace {
	readonly line: string;
	readonly caret: string;
}

const ellipsis = '…';
const words = 'error here';

const graphemes = (text: string): readonly string[] =>
	Array.from(new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(text), part => part.segment);

/** As much of a text as fits in `columns`, from its start or, cut at the front, from its end. */
const shorten = (
	text: string,
	columns: number,
	width: (text: string) => number,
	keep: 'start' | 'end',
): string => {
	if (width(text) <= columns) return text;
	const parts = keep === 'start' ? graphemes(text) : graphemes(text).toReversed();
	let fitted = '';
	for (const part of parts) {
		const longer = keep === 'start' ? fitted + part : part + fitted;
		if (width(longer) > columns - width(ellipsis)) break;
		fitted = longer;
	}
	return keep === 'start' ? fitted + ellipsis : ellipsis + fitted;
};

/** The line that an offset lies in, and the offset within it. White space that is not a space counts as one. */
const lineAt = (sql: string, offset: number): {line: string; at: number} => {
	const place = Math.min(Math.max(offset, 0), sql.length);
	const start = sql.lastIndexOf('\n', place - 1) + 1;
	const end = sql.indexOf('\n', place);
	const line = sql.slice(start, end === -1 ? sql.length : end).replace(/[\t\v\f\r]/g, ' ');
	const indent = line.length - line.trimStart().length;
	return {line: line.trim(), at: Math.max(place - start - indent, 0)};
};

/**
 * Where an error is, as the sqlite3 shell shows it: the line of the statement, and `^--- error here` below it or
 * `error here ---^` where there is more room to the left. Both fit in `columns`, of which there are at least 16;
 * a line that does not is cut around the place. `offset` is in UTF-16 units; `width` measures a text as it
 * will be shown, in columns.
 */
export const showError = (
	sql: string,
	offset: number,
	columns: number,
	width: (text: string) => number,
): ErrorPlace => {
	const {line, at} = lineAt(sql, offset);
	// A statement may be one line of a megabyte, and this is done for each frame.
	const reach = columns * 16;
	const lineBefore = line.slice(Math.max(at - reach, 0), at);
	const lineBehind = line.slice(at, at + reach);
	const roomBehind = Math.min(width(lineBehind), Math.floor(columns * 0.4));
	const before = shorten(lineBefore, columns - Math.max(roomBehind, 1), width, 'end');
	const left = width(before);
	const behind = shorten(lineBehind, columns - left, width, 'start');
	const caret = `^--- ${words}`;
	const isRoom = left + caret.length <= columns || left < caret.length;
	return {
		line: before + behind,
		caret: isRoom
			? (' '.repeat(left) + caret).slice(0, columns)
			: `${' '.repeat(left + 1 - caret.length)}${words} ---^`,
	};
};
