import {nameOf, type Token} from '../tokens.ts';
import {beforeTables} from './words.ts';

/** What can stand at a place in a statement. */
export type Wanted =
	| {readonly what: 'nothing'}
	| {readonly what: 'verb'}
	| {readonly what: 'follower'; readonly of: string}
	| {readonly what: 'pragma'}
	| {readonly what: 'table'}
	/** Columns of one table or alias. */
	| {readonly what: 'column-of'; readonly qualifier: string}
	| {readonly what: 'expression'}
	| {readonly what: 'keyword'};

const clauseWords = new Set([
	...[
		'SELECT',
		'FROM',
		'WHERE',
		'ON',
		'SET',
		'BY',
		'HAVING',
		'VALUES',
		'INTO',
		'LIMIT',
		'JOIN',
		'UPDATE',
		'USING',
	],
	...['RETURNING', 'TABLE', 'PRAGMA'],
]);

const upper = (token: Token | undefined): string =>
	token === undefined ? '' : token.kind === 'keyword' ? token.text.toUpperCase() : token.text;

interface Clause {
	readonly word: string;
	/** Parentheses that were opened behind the word and are still open. */
	readonly depth: number;
}

/** The clause that the end of these tokens is in. */
const clauseOf = (before: readonly Token[]): Clause => {
	let closed = 0;
	let depth = 0;
	for (let at = before.length - 1; at >= 0; at--) {
		const word = upper(before[at]);
		if (word === ')') closed++;
		else if (word === '(' && closed > 0) closed--;
		else if (word === '(') depth++;
		else if (closed === 0 && clauseWords.has(word)) return {word, depth};
	}
	return {word: '', depth};
};

const tablePragma = /^(?:table_x?info|index_list|foreign_key_(?:list|check)|(?:integrity|quick)_check)$/i;

const inPragma = (before: readonly Token[]): Wanted => {
	const last = before.at(-1);
	if (upper(last) === 'PRAGMA' || last?.text === '.') return {what: 'pragma'};
	const setting = before.at(-2)?.text ?? '';
	const opens = last?.text === '(' || last?.text === '=';
	return opens && tablePragma.test(setting) ? {what: 'table'} : {what: 'nothing'};
};

/** Behind the words that name what a statement is about; undefined elsewhere. */
const atTableName = (before: readonly Token[]): Wanted | undefined => {
	const verb = upper(before[0]);
	const words = before.map(upper).filter(word => !['IF', 'NOT', 'EXISTS'].includes(word));
	const last = words.at(-1) ?? '';
	if (last === 'ON' && verb === 'CREATE') return {what: 'table'};
	if (!beforeTables.has(last)) return undefined;
	// A new name follows, which nobody can guess.
	if (last === 'TABLE' && verb === 'CREATE') return {what: 'nothing'};
	return last === 'UPDATE' && words.length > 1 && words.at(-2) === 'DO' ? undefined : {what: 'table'};
};

const inClause = (before: readonly Token[]): Wanted => {
	const {word, depth} = clauseOf(before);
	const last = before.at(-1);
	if (word === 'PRAGMA') return inPragma(before);
	if (word === 'FROM' || word === 'JOIN') {
		if (last?.text === '(') return {what: 'verb'};
		return {what: last?.text === ',' ? 'table' : 'keyword'};
	}
	if (word === 'INTO') return {what: depth > 0 ? 'expression' : 'keyword'};
	if (word === 'TABLE') return {what: upper(last) === 'COLUMN' ? 'expression' : 'keyword'};
	return {what: word === '' || word === 'UPDATE' ? 'keyword' : 'expression'};
};

/** What can stand behind these tokens of a statement. */
export const wantedAfter = (before: readonly Token[], hasFollowers: (word: string) => boolean): Wanted => {
	const last = before.at(-1);
	if (!last || last.text === ';') return {what: 'verb'};
	const isPragma = upper(before[0]) === 'PRAGMA';
	const owner = before.at(-2);
	if (last.text === '.' && owner && !isPragma) return {what: 'column-of', qualifier: nameOf(owner)};
	const word = upper(last);
	if (last.kind === 'keyword' && hasFollowers(word)) return {what: 'follower', of: word};
	return atTableName(before) ?? inClause(before);
};
