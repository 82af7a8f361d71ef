import Database from 'better-sqlite3';
import fc from 'fast-check';
import {afterAll, describe, expect, test} from 'vitest';
import {isBlank, nameOf, tokenize} from '../../source/sqlite/tokens.ts';
import {check, soup} from './random.ts';

const db = new Database(':memory:');
afterAll(() => db.close());

const kinds = (sql: string) =>
	tokenize(sql)
		.filter(token => token.kind !== 'space')
		.map(token => [token.kind, token.text]);

describe('a statement in tokens', () => {
	test('has keywords in any case, names, numbers and operators', () => {
		expect(kinds('Select a1, t.b FROM t WHERE c<>1.5e-3;')).toEqual([
			['keyword', 'Select'],
			['identifier', 'a1'],
			['operator', ','],
			['identifier', 't'],
			['operator', '.'],
			['identifier', 'b'],
			['keyword', 'FROM'],
			['identifier', 't'],
			['keyword', 'WHERE'],
			['identifier', 'c'],
			['operator', '<>'],
			['number', '1.5e-3'],
			['operator', ';'],
		]);
	});

	test.each([
		['identifier', '"a""b"'],
		['identifier', '[a b]'],
		['identifier', '`a``b`'],
		['identifier', 'naïve_$1'],
		['string', "'it''s'"],
		['blob', "x'00fF'"],
		['number', '1_000'],
		['number', '0xFF_00'],
		['number', '.5'],
		['parameter', '?1'],
		['parameter', ':name'],
		['parameter', '$name'],
		['comment', '-- to the end of the line'],
		['comment', '/* two\nlines */'],
		['comment', '/**/'],
		['operator', '->>'],
		['unfinished', "'it''s"],
		['unfinished', '[a'],
		['unfinished', '/*/'],
		['unfinished', "x'0"],
		['illegal', "x'0'"],
		['illegal', '12ab'],
		['illegal', '!'],
	])('%s: %s', (kind, text) => {
		expect(kinds(text)).toEqual([[kind, text]]);
	});

	test('a comment does not nest, and one inside a string is text', () => {
		expect(kinds("/* /* */ */ '-- no'")).toEqual([
			['comment', '/* /* */'],
			['operator', '*'],
			['operator', '/'],
			['string', "'-- no'"],
		]);
	});

	test('a name is read without its quotes', () => {
		const names = tokenize('"a""b" [c d] `e``f` g').filter(token => !isBlank(token));
		expect(names.map(nameOf)).toEqual(['a"b', 'c d', 'e`f', 'g']);
	});
});

describe('whatever the text is', () => {
	test('its tokens one after another are the text', () => {
		check(
			fc.property(fc.oneof(soup, fc.string({unit: 'binary'})), sql => {
				const tokens = tokenize(sql);
				expect(tokens.map(token => token.text).join('')).toBe(sql);
				expect(tokens.every(({text, start, end}) => text !== '' && sql.slice(start, end) === text)).toBe(
					true,
				);
			}),
		);
	});

	test('a token that SQLite complains of is one of ours', () => {
		check(
			// SQLite reads `/*` at the very end as two operators; here it is a comment that goes on.
			fc.property(
				soup.filter(text => !text.endsWith('/*')),
				sql => {
					const message = prepareError(sql);
					const near = /^near "(.*)": syntax error$/s.exec(message)?.[1];
					const unrecognized = /^unrecognized token: "(.*)"$/s.exec(message)?.[1];
					if (near !== undefined) expect(tokenize(sql).map(token => token.text)).toContain(near);
					if (unrecognized !== undefined) {
						const wrong = tokenize(sql).filter(
							token => token.kind === 'illegal' || token.kind === 'unfinished',
						);
						expect(wrong.map(token => token.text)).toContain(unrecognized);
					}
				},
			),
			1_000,
		);
	});
});

const prepareError = (sql: string): string => {
	try {
		db.prepare(sql);
		return '';
	} catch (error) {
		return (error as Error).message;
	}
};
