import {splitInput} from '../split.ts';
import {isBlank, nameOf, type Token, tokenize} from '../tokens.ts';

/** Where the cursor is in what was typed. */
export interface Place {
	/** Where the word before the cursor begins: what a candidate is put in the place of. */
	readonly from: number;
	/** The word so far, without a quote; '' between words. */
	readonly typed: string;
	/** The word began with a quote for names. */
	readonly isQuoted: boolean;
	/** Tokens of the statement before that word, blanks left out. */
	readonly before: readonly Token[];
	/** All tokens of the statement, those behind the cursor too. */
	readonly statement: readonly Token[];
}

const withoutBlanks = (tokens: readonly Token[]): readonly Token[] => tokens.filter(token => !isBlank(token));

/** The statement, or the dot command, that the cursor is in. */
export const inputAt = (text: string, cursor: number): {start: number; end: number; isDot: boolean} => {
	const before = splitInput(text.slice(0, cursor));
	const last = before.items.at(-1);
	const isDot = !before.rest && last?.kind === 'dot' && !text.slice(last.start, cursor).includes('\n');
	if (isDot) return {start: last.start, end: cursor, isDot};
	const from = before.rest?.start ?? cursor;
	const whole = splitInput(text).items.find(item => item.start <= from && item.end >= cursor);
	return {start: from, end: Math.max(whole?.end ?? text.length, cursor), isDot};
};

/** Where the cursor is in a statement; undefined in a comment, a text or a number, where nothing is completed. */
export const placeIn = (text: string, start: number, end: number, cursor: number): Place | undefined => {
	const prefix = tokenize(text.slice(start, cursor));
	const last = prefix.at(-1);
	const statement = withoutBlanks(tokenize(text.slice(start, end)));
	const isWord = last?.kind === 'identifier' || last?.kind === 'keyword';
	const isOpenName = last?.kind === 'unfinished' && /^["`[]/.test(last.text);
	if (last && (isOpenName || (isWord && !/["`\]]$/.test(last.text)))) {
		return {
			from: start + last.start,
			typed: nameOf(last),
			isQuoted: isOpenName,
			before: withoutBlanks(prefix.slice(0, -1)),
			statement,
		};
	}
	const isBetween = !last || last.kind === 'space' || last.kind === 'operator' || /^\/\*/.test(last.text);
	if (!isBetween || last?.kind === 'unfinished') return undefined;
	return {from: cursor, typed: '', isQuoted: false, before: withoutBlanks(prefix), statement};
};
