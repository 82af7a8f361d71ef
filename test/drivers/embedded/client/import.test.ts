import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../../source/cluster/event.ts';
import {openEmbedded} from '../../../../source/drivers/embedded/client.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../../../clusters/embedded.ts';

let test: TestFolder;

beforeAll(() => {
	test = testFolder();
});

afterAll(() => test.clean());

/** Opens a cluster that cannot be opened; gives what is said of it. */
async function refusal(options: {folder?: string; importFile: string}): Promise<ClusterEvent> {
	const {promise, resolve} = Promise.withResolvers<ClusterEvent>();
	const driver = openEmbedded(
		{name: 'test', ...options},
		events => events.filter(({type}) => type === 'gone').forEach(resolve),
		{open() {}, rows() {}},
	);
	const gone = await promise;
	await driver.close();
	return gone;
}

describe('a cluster that begins with a person’s database', () => {
	it('has what was in it, on every node, and leaves the file alone', async () => {
		const file = join(test.path, 'theirs.db');
		const database = new Database(file);
		database.exec("PRAGMA page_size = 1024; CREATE TABLE pets (name); INSERT INTO pets VALUES ('Rex')");
		database.close();
		const before = readFileSync(file);
		const cluster = await openEmbeddedCluster({importFile: file});
		await cluster.run('primary', "INSERT INTO pets VALUES ('Mia')");
		await cluster.identical('replica-1');
		expect((await cluster.run('replica-1', 'SELECT name FROM pets')).values).toEqual([['Rex'], ['Mia']]);
		await cluster.close();
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	it('is not made from a damaged one: a sentence says so, and nothing is left', async () => {
		const importFile = join(test.path, 'damaged.db');
		writeFileSync(importFile, `SQLite format 3\0${'nonsense '.repeat(200)}`);
		expect(await refusal({importFile})).toMatchObject({
			text: `${importFile} is not a SQLite database.`,
			exitStatus: 1,
		});
		expect(readdirSync(join(test.path, 'litescope'))).toEqual([]);
	});

	it('is not made where one is already', async () => {
		const importFile = join(test.path, 'theirs.db');
		const folder = join(test.path, 'kept');
		const cluster = await openEmbeddedCluster({folder});
		expect(await refusal({folder, importFile})).toMatchObject({exitStatus: 2});
		await cluster.close();
	});
});
