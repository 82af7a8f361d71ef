import sanitize from '../../../node_modules/ink/build/sanitize-ansi.js';
import {narrowText} from './narrow-line.ts';

/** Ink's own, which it calls for every line of every frame, quick for lines in which there is nothing to take away. */
export default function quickSanitizeAnsi(text: string): string {
	return narrowText(text) === undefined ? sanitize(text) : text;
}
