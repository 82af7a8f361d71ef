import {nextBoundary, previousBoundary} from '../../terminal/graphemes.ts';
import {change} from './change.ts';
import {forwardWord, lineEnd, lineStart} from './motion.ts';
import type {EditorState} from './state.ts';

/** Swaps the characters around the cursor and goes on; at a line's end, the two before it. */
export function transposeCharacters(state: EditorState): EditorState {
	const {text, cursor} = state;
	const start = lineStart(text, cursor);
	const middle = cursor === lineEnd(text, cursor) ? previousBoundary(text, cursor) : cursor;
	if (middle <= start) {
		return state;
	}
	const before = previousBoundary(text, middle);
	const after = nextBoundary(text, middle);
	return change(state, before, after, text.slice(middle, after) + text.slice(before, middle));
}

/** Rewrites the rest of this word, or the next word, and goes behind it. */
export function rewriteWord(state: EditorState, rewrite: (word: string) => string): EditorState {
	const end = forwardWord(state.text, state.cursor);
	return change(state, state.cursor, end, rewrite(state.text.slice(state.cursor, end)));
}

/** The first letter in upper case, the others in lower case. */
export function capitalize(text: string): string {
	return text.toLowerCase().replace(/[\p{L}\p{N}]/u, letter => letter.toUpperCase());
}
