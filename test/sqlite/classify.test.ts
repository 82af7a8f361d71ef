import {describe, expect, test} from 'vitest';
import {classify, describeChange} from '../../source/sqlite/classify.ts';

describe('the kind of a statement', () => {
	test.each([
		['SELECT 1', 'SELECT', 'read', undefined],
		['-- note\nvalues (1)', 'VALUES', 'read', undefined],
		['WITH a AS (SELECT 1) SELECT * FROM a', 'SELECT', 'read', undefined],
		[
			'WITH RECURSIVE c(x) AS (SELECT 1 UNION SELECT x FROM c) INSERT INTO t SELECT x FROM c',
			'INSERT',
			'write',
			't',
		],
		[
			'WITH replace(insert) AS MATERIALIZED (SELECT 1), b AS (SELECT 2) UPDATE t SET a = 1',
			'UPDATE',
			'write',
			't',
		],
		['EXPLAIN INSERT INTO t VALUES (1)', 'EXPLAIN', 'read', undefined],
		['EXPLAIN QUERY PLAN DELETE FROM t', 'EXPLAIN', 'read', undefined],
		['insert or ignore into main."my ""table" values (1)', 'INSERT', 'write', 'my "table'],
		['REPLACE INTO [a b] VALUES (1)', 'REPLACE', 'write', 'a b'],
		['UPDATE OR FAIL t SET a = 1', 'UPDATE', 'write', 't'],
		['DELETE FROM key', 'DELETE', 'write', 'key'],
		['CREATE TABLE IF NOT EXISTS t (a)', 'CREATE', 'schema', 't'],
		['CREATE UNIQUE INDEX i ON t (a)', 'CREATE', 'schema', 't'],
		['DROP VIEW v', 'DROP', 'schema', 'v'],
		['BEGIN IMMEDIATE', 'BEGIN', 'transaction', undefined],
		['END', 'END', 'transaction', undefined],
		['ROLLBACK TO s', 'ROLLBACK', 'transaction', undefined],
		['PRAGMA user_version = 5', 'PRAGMA', 'pragma', undefined],
		['VACUUM', 'VACUUM', 'other', undefined],
		['ATTACH x AS y', 'ATTACH', 'other', undefined],
		['selec 1', 'SELEC', 'other', undefined],
		['WITH a AS (', '', 'other', undefined],
		['', '', 'other', undefined],
	] as const)('%s', (sql, verb, kind, table) => {
		expect(classify(sql)).toEqual({verb, kind, ...(table !== undefined && {table})});
	});
});

describe('what a statement did, in words', () => {
	test.each([
		['CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);', 0, '+ table users'],
		['CREATE TABLE "my users" AS SELECT 1;', 0, '+ table my users'],
		['CREATE VIRTUAL TABLE f USING fts5(x);', 0, '+ table f'],
		['CREATE VIEW v(a) AS SELECT 1;', 0, '+ view v'],
		['CREATE UNIQUE INDEX main.i ON t (a) WHERE a > 1;', 0, '+ index i on t'],
		['CREATE TRIGGER r AFTER UPDATE OF a ON t BEGIN SELECT 1; END;', 0, '+ trigger r on t'],
		['DROP TABLE IF EXISTS main.users;', 0, '- table users'],
		['DROP INDEX i;', 0, '- index i'],
		['ALTER TABLE t RENAME TO u;', 0, '~ table t: now u'],
		['ALTER TABLE t ADD COLUMN c INT;', 0, '~ table t: + column c'],
		['ALTER TABLE t ADD c;', 0, '~ table t: + column c'],
		['ALTER TABLE t DROP COLUMN c;', 0, '~ table t: - column c'],
		['ALTER TABLE t RENAME c TO d;', 0, '~ table t: column c now d'],
		["INSERT INTO users (name) VALUES ('Ada');", 1, 'users: 1 row inserted'],
		['WITH n AS (SELECT 1) INSERT INTO users SELECT * FROM n;', 1234, 'users: 1,234 rows inserted'],
		['INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2;', 1, 't: 1 row inserted or updated'],
		['INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;', 1, 't: 1 row inserted'],
		['INSERT OR REPLACE INTO t VALUES (1);', 2, 't: 2 rows inserted or replaced'],
		['REPLACE INTO t VALUES (1);', 1, 't: 1 row inserted or replaced'],
		['UPDATE t SET a = 1;', 1_000_000, 't: 1,000,000 rows updated'],
		['DELETE FROM t;', 0, 't: 0 rows deleted'],
		['VACUUM;', 0, 'vacuum'],
	])('%s', (sql, changes, text) => {
		expect(describeChange(sql, changes)?.text).toBe(text);
	});

	test('names the tables and views that came', () => {
		expect(describeChange('CREATE TABLE users (id);', 0)?.created).toEqual(['users']);
		expect(describeChange('CREATE VIEW v AS SELECT 1;', 0)?.created).toEqual(['v']);
		expect(describeChange('CREATE INDEX i ON users (id);', 0)?.created).toEqual([]);
	});

	test.each([
		'SELECT 1;',
		'EXPLAIN DELETE FROM t;',
		'CREATE TEMP TABLE t (a);',
		'CREATE TABLE temp.t (a);',
		'INSERT INTO other.t VALUES (1);',
		"VACUUM INTO 'copy.db';",
		'PRAGMA user_version = 5;',
		'COMMIT;',
		'',
	])('says nothing of %j', sql => {
		expect(describeChange(sql, 1)).toBeUndefined();
	});
});
