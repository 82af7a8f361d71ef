import {nextBoundary, previousBoundary} from '../../terminal/graphemes.ts';

/** Where a move goes from an index of a text. */
export type Motion = (text: string, from: number) => number;

const wordCharacter = /^[\p{L}\p{N}]/u;
const space = /^\s/;

export const lineStart: Motion = (text, from) => (from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1);

export const lineEnd: Motion = (text, from) => {
	const newline = text.indexOf('\n', from);
	return newline === -1 ? text.length : newline;
};

/** Goes forward past graphemes as long as they match. */
function forwardWhile(text: string, from: number, matches: (grapheme: string) => boolean): number {
	let index = from;
	while (index < text.length) {
		const next = nextBoundary(text, index);
		if (!matches(text.slice(index, next))) {
			break;
		}
		index = next;
	}
	return index;
}

function backwardWhile(text: string, from: number, matches: (grapheme: string) => boolean): number {
	let index = from;
	while (index > 0) {
		const previous = previousBoundary(text, index);
		if (!matches(text.slice(previous, index))) {
			break;
		}
		index = previous;
	}
	return index;
}

const inWord = (grapheme: string) => wordCharacter.test(grapheme);
const outsideWord = (grapheme: string) => !wordCharacter.test(grapheme);

/** The end of this word or the next one; a word is letters and digits, as in readline. */
export const forwardWord: Motion = (text, from) =>
	forwardWhile(text, forwardWhile(text, from, outsideWord), inWord);

/** The beginning of this word or the one before. */
export const backwardWord: Motion = (text, from) =>
	backwardWhile(text, backwardWhile(text, from, outsideWord), inWord);

/** The beginning of this word or the one before, a word being whatever has no space in it. */
export const backwardSpacedWord: Motion = (text, from) =>
	backwardWhile(
		text,
		backwardWhile(text, from, grapheme => space.test(grapheme)),
		grapheme => !space.test(grapheme),
	);

/** The end of the line; where it is there already, past the newline. */
export const lineEndOrNewline: Motion = (text, from) => {
	const end = lineEnd(text, from);
	return end === from ? Math.min(end + 1, text.length) : end;
};

/** The beginning of the line; where it is there already, before the newline. */
export const lineStartOrNewline: Motion = (text, from) => {
	const start = lineStart(text, from);
	return start === from ? Math.max(start - 1, 0) : start;
};
