import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {testFolder} from '../../clusters/embedded.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';

const [primary, replica] = ['primary', 'replica-1'];

describe('a container without a sqlite3 shell', () => {
	const folder = testFolder();
	const cache = process.env.XDG_CACHE_HOME;
	let stack: LitefsStack;
	let cluster: TestCluster;

	beforeAll(async () => {
		process.env.XDG_CACHE_HOME = folder.path;
		stack = await litefsStack('copy');
		await stack.compose('exec', '-T', 'replica', 'rm', '/usr/bin/sqlite3');
	});
	afterAll(async () => {
		if (cache === undefined) delete process.env.XDG_CACHE_HOME;
		else process.env.XDG_CACHE_HOME = cache;
		await stack?.down();
		folder.clean();
	});
	beforeEach(async () => {
		cluster = await stack.open();
		await cluster.identical(replica);
	});
	afterEach(() => cluster?.close());

	it.each(['data.db', 'wal.db'])('is read by copies of %s, made anew when it has moved', async database => {
		const own = await stack.open({database});
		try {
			for (const title of ['first', 'second']) {
				const {committed} = await own.run(
					primary,
					`INSERT INTO albums (title) VALUES ('${database} ${title}')`,
				);
				await own.identical(replica);
				const query = `SELECT count(*), max(title) FROM albums WHERE title LIKE '${database} %'`;
				expect(await own.run(replica, query)).toMatchObject({
					status: 'ok',
					values: [[title === 'first' ? 1n : 2n, `${database} ${title}`]],
					copy: true,
					atTxid: committed?.last,
					behind: 0n,
				});
			}
			expect((await own.run(primary, 'SELECT 1')).copy).toBeUndefined();
		} finally {
			await own.close();
		}
	});

	it('reads one copy within a transaction, whatever arrives meanwhile', async () => {
		await cluster.run(replica, 'BEGIN');
		const count = 'SELECT count(*) FROM albums';
		const before = await cluster.run(replica, count);
		const {committed} = await cluster.run(primary, "INSERT INTO albums (title) VALUES ('meanwhile')");
		await cluster.identical(replica);
		const within = await cluster.run(replica, count);
		expect(within.values).toEqual(before.values);
		expect(within).toMatchObject({atTxid: before.atTxid, behind: committed!.last - before.atTxid!});
		await cluster.run(replica, 'COMMIT');
		expect((await cluster.run(replica, count)).atTxid).toBe(committed?.last);
	});

	it('says so, tells its tables and facts, and holds no replication up', async () => {
		await cluster.until('its tables are told', now => nodeOf(now, replica)?.tables.length === 1);
		expect(nodeOf(cluster.snapshot(), replica)).toMatchObject({
			isCopied: true,
			journalMode: 'delete',
			pageSize: 4096,
		});
		await cluster.run(replica, 'BEGIN');
		await cluster.run(replica, 'SELECT count(*) FROM albums');
		await cluster.run(primary, "INSERT INTO albums (title) VALUES ('not held')");
		await cluster.identical(replica);
		expect(nodeOf(cluster.snapshot(), replica)?.hold).toBeUndefined();
	});

	it('is never written to', async () => {
		const message = /replica-1 has no sqlite3 shell, so.*on primary, which has one/;
		for (const sql of [
			"INSERT INTO albums (title) VALUES ('x')",
			'CREATE TEMP TABLE t (a)',
			'PRAGMA user_version = 5',
			"ATTACH '/tmp/litescope-attached.db' AS other",
			"VACUUM INTO '/tmp/litescope-vacuumed.db'",
		]) {
			const error = {code: 'LITESCOPE_COPY', message: expect.stringMatching(message)};
			expect(await cluster.run(replica, sql), sql).toMatchObject({status: 'failed', error});
		}
	});

	it('forwards nothing', async () => {
		const statements = [{id: 'f', sql: "INSERT INTO albums (title) VALUES ('x')"}];
		cluster.send({type: 'forward', run: 'f', node: replica, statements});
		expect(await cluster.outcome('f')).toMatchObject({error: {code: 'LITESCOPE_COPY'}});
	});

	it('cancels a statement, and goes on', async () => {
		const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
		const [id] = cluster.start(replica, endless);
		await cluster.until('it runs', now => nodeOf(now, replica)?.running === id);
		cluster.send({type: 'cancel', node: replica});
		expect(await cluster.outcome(id!)).toMatchObject({status: 'cancelled'});
		expect(await cluster.run(replica, 'SELECT 42')).toMatchObject({
			status: 'ok',
			values: [[42n]],
			copy: true,
		});
	});

	it('leaves no copy behind', async () => {
		await cluster.run(replica, 'SELECT 1');
		const copies = join(folder.path, 'litescope', 'copies');
		expect(readdirSync(copies)).toHaveLength(1);
		await cluster.close();
		expect(readdirSync(copies)).toEqual([]);
	});
});
