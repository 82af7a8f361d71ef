import {expect, it} from 'vitest';
import {usedTables} from '../../source/sqlite/used-tables.ts';

const nothing = {made: [], own: [], named: [], written: []};
const made = (name: string, kind = 'table') => ({...nothing, made: [{name, kind}]});
const written = (name: string) => ({...nothing, named: [name], written: [name]});

it.each([
	['CREATE TABLE IF NOT EXISTS main."my users" (id);', made('my users')],
	['CREATE VIRTUAL TABLE notes USING fts5(text);', made('notes')],
	['CREATE VIEW names AS SELECT name FROM users;', {...made('names', 'view'), named: ['users']}],
	['CREATE TABLE copy AS SELECT * FROM users;', {...made('copy'), named: ['users']}],
	['CREATE TEMP TABLE mine AS SELECT name FROM users;', {...nothing, own: ['mine'], named: ['users']}],
	['CREATE TABLE temp.mine (a);', {...nothing, own: ['mine']}],
	['CREATE UNIQUE INDEX i ON users (name);', written('users')],
	[
		'CREATE TRIGGER t AFTER UPDATE OF name ON users BEGIN DELETE FROM log; END;',
		{
			...nothing,
			named: ['log', 'users'],
			written: ['log', 'users'],
		},
	],
	['ALTER TABLE users RENAME TO people;', written('users')],
	['DROP TABLE IF EXISTS users;', written('users')],
	[
		'INSERT OR REPLACE INTO users SELECT * FROM albums JOIN artists;',
		{
			...nothing,
			named: ['users', 'albums', 'artists'],
			written: ['users'],
		},
	],
	['INSERT INTO users VALUES (1) ON CONFLICT DO UPDATE SET name = 1;', written('users')],
	['UPDATE OR IGNORE users SET name = upper(name);', written('users')],
	['DELETE FROM users WHERE name IS DISTINCT FROM email;', written('users')],
	[
		'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO notes SELECT i FROM n;',
		{
			...nothing,
			own: ['n'],
			named: ['notes'],
			written: ['notes'],
		},
	],
	[
		'WITH a AS (SELECT 1), b AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a JOIN b;',
		{
			...nothing,
			own: ['a', 'b'],
		},
	],
	["SELECT * FROM json_each('[]'), sqlite_schema JOIN pragma_table_info('a') ON 1;", nothing],
	["SELECT 'FROM users' -- FROM users", nothing],
	['BEGIN;', nothing],
	['', nothing],
])('%s', (sql, used) => {
	expect(usedTables(sql)).toEqual(used);
});
