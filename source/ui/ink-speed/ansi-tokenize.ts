import {
	styledCharsFromTokens as charsFromTokens,
	type StyledChar,
	type Token,
	tokenize as tokensOf,
} from '@alcalzone/ansi-tokenize';

export * from '@alcalzone/ansi-tokenize';

/** Lines that are remembered: a few screens of a tall terminal. */
const lineLimit = 512;

const tokens = new Map<string, Token[]>();
const characters = new WeakMap<Token[], StyledChar[]>();

/**
 * ansi-tokenize that remembers lines: Ink takes every line of the screen apart in every frame, and most are the same
 * as in the frame before. The bundle gives this to Ink in place of the package. Ink changes nothing of what it gets.
 */
export function tokenize(line: string): Token[] {
	const known = tokens.get(line);
	if (known) {
		// The least recently used one is the first in the map.
		tokens.delete(line);
		tokens.set(line, known);
		return known;
	}
	const made = tokensOf(line);
	tokens.set(line, made);
	if (tokens.size > lineLimit) tokens.delete(tokens.keys().next().value!);
	return made;
}

/** The characters of tokens, each with its styles. */
export function styledCharsFromTokens(of: Token[]): StyledChar[] {
	const known = characters.get(of);
	if (known) return known;
	const made = charsFromTokens(of);
	characters.set(of, made);
	return made;
}
