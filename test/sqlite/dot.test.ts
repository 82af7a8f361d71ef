import Database from 'better-sqlite3';
import {afterAll, describe, expect, test} from 'vitest';
import {dotCommands, dotQueries, parseDot} from '../../source/sqlite/dot.ts';

describe('a dot command', () => {
	test.each([
		['.tables', {command: 'tables'}],
		['  .tables  ', {command: 'tables'}],
		['.tables;', {command: 'tables'}],
		['. tables', {command: 'tables'}],
		['.TABLES', {command: 'tables'}],
		['.table', {command: 'tables'}],
		['.ta inv%', {command: 'tables', argument: 'inv%'}],
		['.sch users', {command: 'schema', argument: 'users'}],
		['.in', {command: 'indexes'}],
		['.indices users', {command: 'indexes', argument: 'users'}],
		['.da', {command: 'databases'}],
		['.hel', {command: 'help'}],
		['.help tables', {command: 'help', argument: 'tables'}],
		['.q', {command: 'quit'}],
		['.exit 3', {command: 'quit'}],
		['.read two words.sql', {error: 'Usage: .read FILE'}],
		[".read 'two words.sql'", {command: 'read', argument: 'two words.sql'}],
		['.read "a\\"b\\t\\101.sql"', {command: 'read', argument: 'a"b\tA.sql'}],
		[".read 'a\\tb", {command: 'read', argument: 'a\\tb'}],
		['.read', {error: 'Usage: .read FILE'}],
		['.read |ls', {error: '.read takes the name of a file: litescope runs no shell commands.'}],
		['.tables a b', {error: 'Usage: .tables ?PATTERN?'}],
		['.schema --indent', {error: 'Unknown option: "--indent"'}],
	])('%s', (line, expected) => {
		expect(parseDot(line)).toEqual(expected);
	});

	test('that does not exist is refused in the sqlite3 shell’s words, with the nearest name', () => {
		const words = (name: string) =>
			`Error: unknown command or invalid arguments:  "${name}". Enter ".help" for help`;
		expect(parseDot('.tabels')).toEqual({error: `${words('tabels')}. Did you mean .tables?`});
		expect(parseDot('.shcema')).toEqual({error: `${words('shcema')}. Did you mean .schema?`});
		expect(parseDot('.t')).toEqual({error: `${words('t')}. Did you mean .tables?`});
		expect(parseDot('.zzz')).toEqual({error: words('zzz')});
		expect(parseDot('.')).toEqual({error: words('')});
	});

	test.each([
		['.mode csv', 'litescope has no .mode', 'litescope exec'],
		['.headers on', 'litescope has no .headers', 'table'],
		['.shell ls', 'litescope has no .shell', 'another terminal'],
		['.system ls', 'litescope has no .system', 'another terminal'],
		['.dump', 'litescope has no .dump', '.schema'],
		['.back x.db', 'litescope has no .backup', 'VACUUM INTO'],
		['.open x.db', 'litescope has no .open', '--import'],
	])('%s of the shell is refused with a reason and what to use instead', (line, what, instead) => {
		const {error} = parseDot(line) as {error: string};
		expect(error).toContain(what);
		expect(error).toContain(instead);
	});

	test('of every kind is in the help', () => {
		const names = dotCommands.map(({usage}) => parseDot(usage.replaceAll('?', '')));
		expect(names.map(found => 'command' in found && found.command)).toEqual(
			dotCommands.map(({name}) => name),
		);
	});
});

describe('its answer comes from SQLite', () => {
	const db = new Database(':memory:');
	db.exec(`
		CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, "na me" UNIQUE);
		CREATE VIEW names AS SELECT "na me" FROM users;
		CREATE TABLE "it's_100%" (a);
		CREATE UNIQUE INDEX by_name ON users ("na me");
		CREATE TEMP TABLE scratch (a);
		CREATE TRIGGER temp.watch AFTER INSERT ON users BEGIN SELECT 1; END;
		ATTACH ':memory:' AS "o ther";
		CREATE TABLE "o ther".far (a);
	`);
	afterAll(() => db.close());
	const ask = (sql: string) => db.prepare(sql).pluck().all();

	test('tables and views, those of other schemas with their names', () => {
		expect(ask(dotQueries.tables(undefined))).toEqual(["it's_100%", 'names', 'temp.scratch', 'users']);
		expect(ask(dotQueries.tables(undefined, ['main', 'temp', 'o ther']))).toContain('"o ther".far');
	});

	test('those that match a pattern, whatever is in it', () => {
		expect(ask(dotQueries.tables('USE%'))).toEqual(['users']);
		expect(ask(dotQueries.tables("it's%"))).toEqual(["it's_100%"]);
		expect(ask(dotQueries.tables("' OR 1 --"))).toEqual([]);
	});

	test('indexes of a table', () => {
		expect(ask(dotQueries.indexes('users'))).toEqual(['by_name', 'sqlite_autoindex_users_1']);
		expect(ask(dotQueries.indexes('names'))).toEqual([]);
	});

	test('CREATE statements in the order in which they were made', () => {
		const all = ask(dotQueries.schema(undefined, ['main', 'temp', 'o ther']));
		expect(all.at(0)).toBe('CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, "na me" UNIQUE);');
		expect(all.slice(-3)).toEqual([
			'CREATE TABLE temp.scratch (a);',
			'CREATE TRIGGER temp.watch AFTER INSERT ON users BEGIN SELECT 1; END;',
			'CREATE TABLE "o ther".far (a);',
		]);
		for (const sql of all) expect(() => db.prepare(String(sql))).toThrow(/already exists|reserved/);
	});

	test('CREATE statements of what matches: LIKE, GLOB, or schema and table', () => {
		expect(ask(dotQueries.schema('NAMES'))).toEqual(['CREATE VIEW names AS SELECT "na me" FROM users;']);
		expect(ask(dotQueries.schema('nam*'))).toHaveLength(1);
		expect(ask(dotQueries.schema('temp.*'))).toHaveLength(2);
		expect(ask(dotQueries.schema('main.users'))).toHaveLength(2);
	});

	test('databases that are open', () => {
		expect(ask(dotQueries.databases(undefined))).toEqual(['main', 'temp', 'o ther']);
	});
});
