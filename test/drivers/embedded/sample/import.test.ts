import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {importDatabase} from '../../../../source/drivers/embedded/sample/import-database.ts';

let folder: string;
let [original, copy] = ['', ''];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
	[original, copy] = [join(folder, 'original.db'), join(folder, 'copy.db')];
});

afterEach(() => rmSync(folder, {recursive: true}));

function count(path: string): unknown {
	const database = new Database(path, {readonly: true});
	const rows = database.prepare('SELECT count(*) FROM t').pluck().get();
	database.close();
	return rows;
}

function filesOf(path: string): ReadonlyMap<string, string> {
	return new Map(readdirSync(path).map(name => [name, readFileSync(join(path, name), 'base64')]));
}

describe('importing a database', () => {
	it('copies it and leaves the original as it was', async () => {
		const database = new Database(original);
		database.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)');
		database.close();
		const before = readFileSync(original);
		await importDatabase(original, copy);
		expect(count(copy)).toBe(2);
		expect(readFileSync(original).equals(before)).toBe(true);
	});

	it('copies what is in the WAL of a database that another program has open', async () => {
		const database = new Database(original);
		database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)');
		await importDatabase(original, copy);
		database.close();
		expect(count(copy)).toBe(3);
	});

	it('leaves nothing beside a database in WAL mode that nobody has open', async () => {
		const database = new Database(original);
		database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)');
		database.close();
		const before = filesOf(folder);
		await importDatabase(original, copy);
		expect(count(copy)).toBe(3);
		rmSync(copy);
		expect(filesOf(folder)).toEqual(before);
	});

	it('takes what is in a WAL that was left behind, and leaves that where it is', async () => {
		const database = new Database(join(folder, 'live.db'));
		database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)');
		for (const suffix of ['', '-wal']) copyFileSync(join(folder, `live.db${suffix}`), original + suffix);
		database.close();
		const before = filesOf(folder);
		expect(before.has('original.db-wal')).toBe(true);
		await importDatabase(original, copy);
		expect(count(copy)).toBe(3);
		rmSync(copy);
		expect(filesOf(folder)).toEqual(before);
	});

	it('says what is wrong with a file that only begins like a database', async () => {
		writeFileSync(original, `SQLite format 3\0${'nonsense '.repeat(200)}`);
		await expect(importDatabase(original, copy)).rejects.toThrow(`${original} is not a SQLite database.`);
	});

	it('refuses a damaged database', async () => {
		const database = new Database(original);
		database.exec('CREATE TABLE t (a); CREATE INDEX i ON t (a)');
		const insert = database.prepare('INSERT INTO t VALUES (?)');
		for (let row = 0; row < 500; row += 1) insert.run(`a text to fill pages with ${row}`);
		database.close();
		const bytes = readFileSync(original);
		bytes.fill(0xaa, 3 * 4096, 4 * 4096);
		writeFileSync(original, bytes);
		await expect(importDatabase(original, copy)).rejects.toThrow(
			`${original} is damaged and was not imported.`,
		);
	});
});
