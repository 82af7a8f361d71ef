import stringWidth from 'string-width';
import {isNarrow} from '../../terminal/width.ts';

/**
 * string-width, quick for what a frame is made of: Ink asks for the width of every character of every line in every
 * frame, and frames and letters have one column each. The bundle gives this to Ink in place of string-width.
 */
export default function quickStringWidth(text: string): number {
	const plain = text.includes('\u001b') ? text.replaceAll(styling, '') : text;
	return isNarrow(plain) ? plain.length : stringWidth(text);
}

/** What a line of ours has besides visible text: SGR sequences. */
const styling = /\u001b\[[\d;]*m/g;
