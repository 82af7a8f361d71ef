import {showValue, type Value} from '../../sqlite/values.ts';
import type {Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';

/** A value as it stands in a table: one line of visible text. */
export interface Cell {
	readonly text: string;
	readonly style?: Style;
	/** Numbers stand at the right of their column. */
	readonly right: boolean;
}

/** Bytes of a blob or text that a cell shows at most; the cell view shows all. */
const cellBytes = 1024;

/** Texts that would read as NULL or a blob. */
const ambiguous = /^(?:NULL|x'[0-9a-f]*…?'.*)$/s;

/** The cell of a value. NULL and blobs are bare; a text that reads the same is quoted, so that they stay apart. */
export function cellOf(value: Value): Cell {
	const {text, kind} = showValue(value, cellBytes);
	if (kind === 'null') return {text, style: {dim: true}, right: false};
	if (kind === 'blob') return {text, style: {color: 'magenta'}, right: false};
	if (kind === 'text' && ambiguous.test(text)) return {text: `'${visible(text)}'`, right: false};
	return {text: visible(text), right: kind === 'integer' || kind === 'real'};
}
