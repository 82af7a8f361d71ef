import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {completeSql} from '../../source/sqlite/complete.ts';
import {check, soup} from './random.ts';

const schema = {
	tables: [
		{name: 'users', columns: ['id', 'name', 'email', 'order']},
		{name: 'invoices', columns: ['id', 'user', 'total']},
		{name: 'play lists', columns: ['title']},
	],
};

/** Completes where the text has a |. */
const completeAt = (marked: string) => {
	const cursor = marked.indexOf('|');
	return completeSql(marked.replace('|', ''), cursor, schema);
};
const texts = (marked: string) => completeAt(marked).candidates.map(({text}) => text);
const first = (marked: string) => texts(marked)[0];

describe('completion', () => {
	test.each([
		['SELECT * FROM u|', 'users'],
		['SELECT * FROM users, inv|', 'invoices'],
		['SELECT * FROM users JOIN inv|', 'invoices'],
		['INSERT INTO u|', 'users'],
		['UPDATE u|', 'users'],
		['DELETE FROM u|', 'users'],
		['DROP TABLE IF EXISTS u|', 'users'],
		['ALTER TABLE u|', 'users'],
		['CREATE INDEX i ON u|', 'users'],
		['SELECT * FROM main.u|', 'users'],
		['SELECT * FROM users WHERE id IN (SELECT user FROM inv|', 'invoices'],
		['PRAGMA table_info(us|', 'users'],
		['.schema inv|', 'invoices'],
	])('has tables where a table is named: %s', (marked, expected) => {
		expect(first(marked)).toBe(expected);
	});

	test.each([
		['SELECT na| FROM users', 'name'],
		['SELECT name FROM users WHERE em|', 'email'],
		['SELECT * FROM users u JOIN invoices i ON i.us|', 'user'],
		['SELECT i.t| FROM users AS u, invoices AS i', 'total'],
		['SELECT invoices.t|', 'total'],
		['UPDATE users SET em|', 'email'],
		['INSERT INTO users (em|', 'email'],
		['CREATE INDEX i ON users (em|', 'email'],
		['ALTER TABLE users DROP COLUMN em|', 'email'],
		['SELECT count(em| FROM users', 'email'],
		['SELECT 1; SELECT na| FROM users; SELECT 2;', 'name'],
	])('has columns where a value is meant: %s', (marked, expected) => {
		expect(first(marked)).toBe(expected);
	});

	test('has the columns of the tables in the statement only, and all of them between words', () => {
		expect(texts('SELECT | FROM invoices')).toEqual(['id', 'user', 'total']);
		expect(texts('SELECT i.| FROM users u, invoices i')).toEqual(['id', 'user', 'total']);
	});

	test.each([
		['SEL|', 'SELECT'],
		['sel|', 'select'],
		['SELECT 1; ins|', 'insert'],
		['INSERT |', 'INTO'],
		['insert |', 'into'],
		['create t|', 'table'],
		['SELECT * FROM users WH|', 'WHERE'],
		['SELECT * FROM users ORDER |', 'BY'],
		['SELECT * FROM (SEL|', 'SELECT'],
		['EXPLAIN QUERY PLAN SEL|', 'SELECT'],
	])('has keywords, in the case in which one writes: %s', (marked, expected) => {
		expect(first(marked)).toBe(expected);
	});

	test('has functions, with their parenthesis', () => {
		expect(first('SELECT group_c|')).toBe('group_concat(');
		expect(first('SELECT COAL|')).toBe('COALESCE(');
	});

	test('has pragmas', () => {
		expect(first('PRAGMA user_v|')).toBe('user_version');
		expect(first('PRAGMA main.journal_m|')).toBe('journal_mode');
	});

	test('has dot commands at the beginning of a line', () => {
		expect(completeAt('.ta|')).toEqual({from: 0, to: 3, candidates: [{text: '.tables', kind: 'dot'}]});
		expect(completeAt('SELECT 1;\n.s|')).toMatchObject({from: 10, candidates: [{text: '.schema'}]});
		expect(texts('.schema pl|')).toEqual(["'play lists'"]);
		expect(texts('.read u|')).toEqual([]);
	});

	test('quotes names that need it, and completes within quotes', () => {
		expect(first('SELECT * FROM pl|')).toBe('"play lists"');
		expect(first('SELECT or| FROM users')).toBe('"order"');
		expect(completeAt('SELECT * FROM "pl|')).toEqual({
			from: 14,
			to: 17,
			candidates: [{text: '"play lists"', kind: 'table'}],
		});
		expect(completeAt('SELECT * FROM "pl|" x')).toMatchObject({from: 14, to: 18});
	});

	test('finds names by letters in their order, behind those that begin so', () => {
		expect(texts('SELECT * FROM us|')).toEqual(['users']);
		expect(texts('SELECT * FROM ni|')).toEqual(['invoices']);
		expect(texts('SELECT * FROM INV|')).toEqual(['invoices']);
		expect(texts('SELECT | FROM users').length).toBe(4);
		expect(texts('SELECT users.e| FROM users')).toEqual(['email']);
		expect(texts('SELECT users.ae| FROM users')).toEqual(['name']);
	});

	test.each([
		["SELECT 'u|", 'a text'],
		['SELECT 1 -- u|', 'a comment'],
		['SELECT 1 /* u|', 'a comment'],
		['SELECT 12|', 'a number'],
		['CREATE TABLE u|', 'a new name'],
		['SELECT * FROM users |', 'where anything could follow'],
		['SELECT * FROM users|', 'a word that is complete'],
		['zzz|', 'a word that nothing begins with'],
	])('has nothing in %s, %s', marked => {
		expect(texts(marked)).toEqual([]);
	});

	test('replaces the word and nothing else', () => {
		expect(completeAt('SELECT na| FROM users')).toMatchObject({from: 7, to: 9});
		expect(completeAt('SELECT | FROM users')).toMatchObject({from: 7, to: 7});
	});
});

test('whatever is typed, and wherever the cursor is, the word before it is what is replaced', () => {
	check(
		fc.property(soup, fc.nat(60), (text, at) => {
			const cursor = Math.min(at, text.length);
			const {from, to} = completeSql(text, cursor, schema);
			expect(from).toBeLessThanOrEqual(cursor);
			expect(to).toBeGreaterThanOrEqual(cursor);
			expect(to).toBeLessThanOrEqual(text.length);
		}),
	);
});
