import {isKeyword} from './keywords.ts';

/**
 * What a token is. `identifier` covers quoted ones ("a", [a], `a`). `unfinished` is a string, quoted name, blob
 * or block comment whose end is missing; `illegal` is what SQLite answers with `unrecognized token`.
 */
export type TokenKind =
	| 'keyword'
	| 'identifier'
	| 'string'
	| 'blob'
	| 'number'
	| 'operator'
	| 'parameter'
	| 'comment'
	| 'space'
	| 'unfinished'
	| 'illegal';

/** A piece of SQL text; `start` and `end` are in UTF-16 units. */
export interface Token {
	readonly kind: TokenKind;
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

type Scan = readonly [kind: TokenKind, end: number];

// Sticky patterns, each tried at one place only. A character from U+0080 on belongs to names.
const spaceRun = /\ufeff|[ \t\n\f\r][ \t\n\v\f\r]*/y;
const nameRun = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const nameRest = /[\w$\u0080-\uffff]*/y;
const lineComment = /--[^\n]*/y;
const blockComment = /\/\*[\s\S]*?\*\//y;
const blob = /[xX]'((?:[0-9a-fA-F]{2})*)'/y;
const blobText = /[xX]'[^']*('?)/y;
const number = /0[xX][\da-fA-F][\da-fA-F_]*|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?/y;
/** An underscore in a number stands between two digits. */
const wrongSeparator = /_(?![\da-fA-F])|(?<![\da-fA-F])_/;
const numbered = /\?\d*/y;
const named = /[$@:#][\w$\u0080-\uffff]+/y;
const operator = /->>|->|<<|<=|<>|>>|>=|==|!=|\|\||[-+*/%=<>|&~,;.()]/y;

const matchEnd = (pattern: RegExp, sql: string, at: number): number | undefined => {
	pattern.lastIndex = at;
	return pattern.test(sql) ? pattern.lastIndex : undefined;
};

const closingOf: Readonly<Record<string, string>> = {"'": "'", '"': '"', '`': '`', '[': ']'};

/** A quoted string or name; a doubled quote stands for one, except in brackets. */
const scanQuoted = (sql: string, at: number): Scan => {
	const quote = sql[at]!;
	const closing = closingOf[quote]!;
	let from = at + 1;
	for (;;) {
		const end = sql.indexOf(closing, from);
		if (end === -1) return ['unfinished', sql.length];
		if (quote === '[' || sql[end + 1] !== closing) return [quote === "'" ? 'string' : 'identifier', end + 1];
		from = end + 2;
	}
};

const scanBlob = (sql: string, at: number): Scan => {
	const end = matchEnd(blob, sql, at);
	if (end !== undefined) return ['blob', end];
	const wrongEnd = matchEnd(blobText, sql, at) ?? sql.length;
	return [wrongEnd > at + 2 && sql[wrongEnd - 1] === "'" ? 'illegal' : 'unfinished', wrongEnd];
};

const scanNumber = (sql: string, at: number): Scan | undefined => {
	const end = matchEnd(number, sql, at);
	if (end === undefined) return undefined;
	const whole = matchEnd(nameRest, sql, end) ?? end;
	return [whole > end || wrongSeparator.test(sql.slice(at, end)) ? 'illegal' : 'number', whole];
};

const scanComment = (sql: string, at: number): Scan | undefined => {
	if (sql.startsWith('--', at)) return ['comment', matchEnd(lineComment, sql, at) ?? sql.length];
	if (!sql.startsWith('/*', at)) return undefined;
	const end = matchEnd(blockComment, sql, at);
	return end === undefined ? ['unfinished', sql.length] : ['comment', end];
};

const scanParameter = (sql: string, at: number): Scan => {
	const end = matchEnd(numbered, sql, at) ?? matchEnd(named, sql, at);
	return end === undefined ? ['illegal', at + 1] : ['parameter', end];
};

const scanName = (sql: string, at: number): Scan | undefined => {
	const end = matchEnd(nameRun, sql, at);
	if (end === undefined) return undefined;
	return [isKeyword(sql.slice(at, end)) ? 'keyword' : 'identifier', end];
};

const scan = (sql: string, at: number): Scan => {
	const first = sql[at]!;
	const space = matchEnd(spaceRun, sql, at);
	if (space !== undefined) return ['space', space];
	if (first in closingOf) return scanQuoted(sql, at);
	if ((first === 'x' || first === 'X') && sql[at + 1] === "'") return scanBlob(sql, at);
	if ('?$@:#'.includes(first)) return scanParameter(sql, at);
	const other = scanName(sql, at) ?? scanNumber(sql, at) ?? scanComment(sql, at);
	if (other) return other;
	const end = matchEnd(operator, sql, at);
	return end === undefined ? ['illegal', at + 1] : ['operator', end];
};

/** The token that begins at `at`, which lies inside the text. */
export const tokenAt = (sql: string, at: number): Token => {
	const [kind, end] = scan(sql, at);
	return {kind, text: sql.slice(at, end), start: at, end};
};

/**
 * SQL text as tokens, as SQLite's own tokenizer has them. Nothing is left out: their texts one after another are
 * the text.
 */
export const tokenize = (sql: string): readonly Token[] => {
	const tokens: Token[] = [];
	let at = 0;
	while (at < sql.length) {
		const token = tokenAt(sql, at);
		tokens.push(token);
		at = token.end;
	}
	return tokens;
};

/** Whether a token says nothing: white space or a comment. */
export const isBlank = (token: Token): boolean => token.kind === 'space' || token.kind === 'comment';

/** The name that an identifier or string token stands for, without its quotes. */
export const nameOf = (token: Token): string => {
	const quote = token.text[0] ?? '';
	if (!(quote in closingOf)) return token.text;
	const inner = token.text.slice(1, token.kind === 'unfinished' ? undefined : -1);
	return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
};
