import {isBlank, nameOf, type Token, tokenAt} from './tokens.ts';

/** A place in a statement's tokens, blanks left out. */
export interface TokenCursor {
	/** The token at this place, in upper case where it is a keyword; '' at the end. */
	word(): string;
	token(): Token | undefined;
	next(): void;
	/** Goes on behind any of these words, in any number and order. */
	skip(...words: readonly string[]): void;
	/** Goes on behind a word and says whether it was there. */
	take(word: string): boolean;
	/** Goes to the first of these words that is outside parentheses, and says whether there is one. */
	seek(...words: readonly string[]): boolean;
	/** From an opening parenthesis goes behind the one that closes it. */
	skipGroup(): void;
	/** Reads `name` or `schema.name`; undefined where no name stands here. */
	name(): QualifiedName | undefined;
}

export interface QualifiedName {
	/** In lower case, as SQLite compares them. */
	readonly schema?: string;
	readonly name: string;
}

const nameKinds = new Set(['identifier', 'string', 'keyword']);

export const tokenCursor = (sql: string): TokenCursor => {
	let at = 0;
	let current: Token | undefined;
	// Read as we go: the verb and the table of a statement of a megabyte stand at its beginning.
	const next = () => {
		do {
			current = at < sql.length ? tokenAt(sql, at) : undefined;
			at = current?.end ?? at;
		} while (current && isBlank(current));
	};
	next();
	const token = () => current;
	const word = () => (current?.kind === 'keyword' ? current.text.toUpperCase() : (current?.text ?? ''));
	const take = (wanted: string) => {
		const isThere = word() === wanted;
		if (isThere) next();
		return isThere;
	};
	const skip = (...words: readonly string[]) => {
		while (current && words.includes(word())) next();
	};
	const seek = (...words: readonly string[]) => {
		for (let depth = 0; current; next()) {
			if (depth === 0 && words.includes(word())) return true;
			if (word() === '(') depth++;
			if (word() === ')') depth--;
		}
		return false;
	};
	const skipGroup = () => {
		next();
		seek(')');
		next();
	};
	const oneName = () => {
		const found = token();
		if (!found || !nameKinds.has(found.kind)) return undefined;
		next();
		return nameOf(found);
	};
	const name = (): QualifiedName | undefined => {
		const first = oneName();
		if (first === undefined || word() !== '.') return first === undefined ? undefined : {name: first};
		next();
		const second = oneName();
		return second === undefined ? undefined : {schema: first.toLowerCase(), name: second};
	};
	return {word, token, next, skip, take, seek, skipGroup, name};
};
