import {type Token, tokenize} from '../sqlite/tokens.ts';

/** Messages of SQLite's parser that quote the token at which it gave up. */
const parserErrors = [/^near "(.+)": syntax error$/s, /^unrecognized token: "(.+)"$/s];

/** Messages that name what is missing or ambiguous. The last part of a dotted name is what is looked for. */
const nameErrors = [
	/^no such (?:table|column|view|index|trigger|function|collation sequence|module): "?(.+?)"?(?: - should .*)?$/s,
	/^ambiguous column name: (.+)$/s,
	/^table .+ has no column named (.+)$/s,
	/^wrong number of arguments to function (.+)\(\)$/s,
];

/**
 * Where in a statement an error is, in UTF-16 units from its start; undefined where that cannot be told.
 * SQLite knows, but better-sqlite3 does not pass it on, so it is found again: the parser reads from left to right,
 * and the shortest beginning of the statement that ends behind a token of that text and fails alike ends at it.
 *
 * `messageOf` gives the message with which preparing a text fails, or undefined where it does not.
 */
export function findErrorOffset(
	sql: string,
	message: string,
	messageOf: (sql: string) => string | undefined,
): number | undefined {
	if (message === 'incomplete input') return sql.trimEnd().length;
	const tokens = tokenize(sql).filter(({kind}) => kind !== 'space' && kind !== 'comment');
	const parsed = firstMatch(parserErrors, message);
	if (parsed !== undefined) return offsetOfToken(sql, message, parsed, tokens, messageOf);
	const name = firstMatch(nameErrors, message);
	return name === undefined ? undefined : offsetOfName(name, tokens);
}

function firstMatch(patterns: readonly RegExp[], message: string): string | undefined {
	for (const pattern of patterns) {
		const found = pattern.exec(message)?.[1];
		if (found !== undefined) return found;
	}
	return undefined;
}

function offsetOfToken(
	sql: string,
	message: string,
	text: string,
	tokens: readonly Token[],
	messageOf: (sql: string) => string | undefined,
): number | undefined {
	const alike = tokens.filter(token => token.text === text);
	// Preparing some pragmas already does what they say, so no part of one is tried.
	if (tokens[0]?.text.toUpperCase() === 'PRAGMA') return alike.length === 1 ? alike[0]?.start : undefined;
	let low = 0;
	let high = alike.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		const token = alike[middle]!;
		if (messageOf(sql.slice(0, token.end)) === message) high = middle;
		else low = middle + 1;
	}
	return alike[low]?.start;
}

function offsetOfName(name: string, tokens: readonly Token[]): number | undefined {
	const wanted = bare(name.slice(name.lastIndexOf('.') + 1));
	return tokens.find(({text}) => bare(text) === wanted)?.start;
}

function bare(identifier: string): string {
	return identifier.replace(/^["`[]|["`\]]$/g, '').toLowerCase();
}
