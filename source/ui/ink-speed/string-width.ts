import stringWidth from 'string-width';
import {narrowText} from './narrow-line.ts';

/**
 * string-width, quick for what a frame is made of: Ink asks for the width of every line in every frame. The bundle
 * gives this to Ink in place of string-width.
 */
export default function quickStringWidth(text: string): number {
	return narrowText(text)?.length ?? stringWidth(text);
}
