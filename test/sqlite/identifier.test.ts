import Database from 'better-sqlite3';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {quoteIdentifier} from '../../source/sqlite/identifier.ts';
import {keywords} from '../../source/sqlite/keywords.ts';
import {check} from './random.ts';

/** What SQLite finds in a table and a column of this name. */
const useAsName = (name: string): unknown => {
	const quoted = quoteIdentifier(name);
	const db = new Database(':memory:');
	try {
		db.exec(`CREATE TABLE ${quoted}(${quoted}, x); INSERT INTO ${quoted}(${quoted}) VALUES (42)`);
		const sql = `SELECT ${quoted}.${quoted} FROM (SELECT 1), ${quoted} WHERE ${quoted} > 1 ORDER BY ${quoted}`;
		return db.prepare(sql).pluck().get();
	} finally {
		db.close();
	}
};

test.each([...keywords])('SQLite takes %s for a name as it is quoted here', name => {
	expect(useAsName(name)).toBe(42);
});

test('any name is what it was', () => {
	const names = fc.string({unit: 'binary', minLength: 1}).filter(name => !name.includes('\0'));
	check(
		fc.property(names, name => {
			expect(useAsName(`t${name}`)).toBe(42);
		}),
		100,
	);
});

test('a plain name stays bare', () => {
	expect(['users', 'Key', 'a$1'].map(quoteIdentifier)).toEqual(['users', 'Key', 'a$1']);
	expect(['order', 'a b', '1a', 'é', 'a"b'].map(quoteIdentifier)).toEqual([
		'"order"',
		'"a b"',
		'"1a"',
		'"é"',
		'"a""b"',
	]);
});
