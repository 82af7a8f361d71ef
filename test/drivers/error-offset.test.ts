import Database from 'better-sqlite3';
import {afterAll, describe, expect, it} from 'vitest';
import {findErrorOffset} from '../../source/drivers/error-offset.ts';

const database = new Database(':memory:');
database.exec('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)');
afterAll(() => database.close());

function messageOf(sql: string): string | undefined {
	try {
		database.prepare(sql);
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/** Where the error of a statement is found; the statement has a ^ in front of the place. */
function found(marked: string): {readonly offset: number | undefined; readonly expected: number} {
	const expected = marked.indexOf('^');
	const sql = marked.replace('^', '');
	const message = messageOf(sql);
	expect(message, `the message of ${sql}`).toBeDefined();
	return {offset: findErrorOffset(sql, message!, messageOf), expected};
}

describe('the place of an error', () => {
	const places = [
		'^SELEC 1',
		'SELECT 1 FROM users WHERE ^WHERE',
		// The same text stands earlier, where it is right.
		"SELECT ')' , (1) FROM users ^) x",
		'SELECT name, name FROM users name ^name',
		'-- SELEC\n^SELEC 1',
		"SELECT 'ünï 👩‍👩‍👧' FROM ^FROM users",
		'SELECT 1 FROM ^nowhere',
		'SELECT 1 FROM main.^nowhere',
		'SELECT ^nothing FROM users',
		'SELECT users.^nothing FROM users',
		'SELECT ^"no such" FROM users',
		'SELECT ^nofunction(1)',
		'SELECT ^upper()',
		'INSERT INTO users (id, ^nam) VALUES (1, 2)',
		'SELECT * FROM users a JOIN users b WHERE ^name = 1',
		'SELECT 1 WHERE ^$',
		'CREATE TABLE t (^',
	];
	for (const place of places) {
		it(`is found in ${place.replaceAll('\n', ' ')}`, () => {
			const {offset, expected} = found(place);
			expect(offset).toBe(expected);
		});
	}

	it('is found in a long statement without preparing each part of it', () => {
		let prepared = 0;
		const sql = `SELECT ${'1, '.repeat(2000)}, 2`;
		const offset = findErrorOffset(sql, messageOf(sql)!, text => {
			prepared += 1;
			return messageOf(text);
		});
		expect(offset).toBe(sql.lastIndexOf(', 2'));
		expect(prepared).toBeLessThan(20);
	});

	it('is not looked for by running parts of a pragma, which some do while they are prepared', () => {
		const sql = 'PRAGMA foreign_keys = 0 0';
		const message = messageOf(sql)!;
		database.pragma('foreign_keys = 1');
		expect(findErrorOffset(sql, message, messageOf)).toBeUndefined();
		expect(database.pragma('foreign_keys', {simple: true})).toBe(1);
	});

	it('is left out where the message does not tell', () => {
		expect(findErrorOffset('SELECT 1', 'disk I/O error', messageOf)).toBeUndefined();
	});
});
