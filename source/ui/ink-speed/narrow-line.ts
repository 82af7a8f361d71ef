import {isNarrow} from '../../terminal/width.ts';

/** What styling of ours has besides visible text: SGR sequences. */
const styling = /\u001b\[[\d;]*m/g;

/**
 * The visible text of a line that has nothing but characters of one column and SGR sequences, as nearly every line of
 * ours; undefined for another. Nothing has to be measured, made harmless or laid out in such a line.
 */
export function narrowText(line: string): string | undefined {
	const text = line.includes('\u001b') ? line.replaceAll(styling, '') : line;
	return isNarrow(text) ? text : undefined;
}
