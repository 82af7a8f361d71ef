import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {copyCluster, hostHasEnded} from '../../../../source/drivers/embedded/client/copy-cluster.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../../../clusters/embedded.ts';
import {OtherProgram} from '../other-program.ts';

const limits = {bytes: 64 * 1024 * 1024, patienceMs: 20_000};

let test: TestFolder;

beforeAll(() => {
	test = testFolder();
});

afterAll(() => test.clean());

/** What a copied cluster holds, and whether its nodes are sound and the same. */
async function lookInto(folder: string) {
	const cluster = await openEmbeddedCluster({folder});
	await cluster.identical('replica-1');
	const ask = async (node: string, sql: string) => (await cluster.run(node, sql)).values;
	const found = {
		integrity: [
			await ask('primary', 'PRAGMA integrity_check'),
			await ask('replica-1', 'PRAGMA integrity_check'),
		],
		rows: [
			await ask('primary', 'SELECT count(*), max(id) FROM t'),
			await ask('replica-1', 'SELECT count(*), max(id) FROM t'),
		],
		txid: cluster.snapshot().nodes[0]!.position!.txid,
	};
	await cluster.close();
	return found;
}

describe('a copy of a cluster that runs', () => {
	it('is the cluster at one moment, its nodes identical, also where another program writes to it', async () => {
		const folder = join(test.path, 'busy');
		const cluster = await openEmbeddedCluster({folder});
		await cluster.run('primary', 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)');
		await cluster.identical('replica-1');
		const other = new OtherProgram(join(folder, 'primary', 'data.db'));
		for (const name of ['one', 'two', 'three']) {
			const copied = copyCluster(folder, join(test.path, name), limits);
			for (let burst = 0; burst < 5; burst += 1) await other.insert(20);
			expect(await copied).toBeUndefined();
		}
		await other.end();
		await cluster.close();
		for (const name of ['one', 'two', 'three']) {
			const {integrity, rows} = await lookInto(join(test.path, name));
			expect(integrity).toEqual([[['ok']], [['ok']]]);
			expect(rows[0]).toEqual(rows[1]);
			expect(rows[0]![0]![0]).toBe(rows[0]![0]![1] ?? 0n);
		}
	});

	it('is at the same TXID, and goes on from there', async () => {
		const folder = join(test.path, 'calm');
		const copy = join(test.path, 'calm-copy');
		const cluster = await openEmbeddedCluster({folder});
		await cluster.run('primary', 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)');
		await cluster.run('primary', "INSERT INTO t (a) VALUES ('one')");
		await cluster.identical('replica-1');
		expect(await copyCluster(folder, copy, limits)).toBeUndefined();
		await cluster.run('primary', "INSERT INTO t (a) VALUES ('not in the copy')");
		await cluster.close();
		expect(await lookInto(copy)).toEqual({
			integrity: [[['ok']], [['ok']]],
			rows: [[[1n, 1n]], [[1n, 1n]]],
			txid: 3n,
		});
	});

	it('has a cut link and what the replica had, where it was cut', async () => {
		const folder = join(test.path, 'cut');
		const copy = join(test.path, 'cut-copy');
		const cluster = await openEmbeddedCluster({folder});
		cluster.send({type: 'link', node: 'replica-1', latencyMs: 0, cut: true});
		await cluster.until('it is cut', ({nodes}) => nodes[1]?.link?.cut);
		await cluster.run('primary', 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)');
		expect(await copyCluster(folder, copy, limits)).toBeUndefined();
		await cluster.close();
		const copied = await openEmbeddedCluster({folder: copy});
		await copied.until('the replica is where it was', ({nodes}) => nodes[1]?.position?.txid === 1n);
		expect(copied.snapshot().nodes[0]!.position!.txid).toBe(2n);
		expect(copied.snapshot().nodes[1]!.link).toMatchObject({cut: true});
		await copied.close();
	});

	it('is not made of one that is too large, and nothing is left of it', async () => {
		const folder = join(test.path, 'large');
		const cluster = await openEmbeddedCluster({folder});
		const into = join(test.path, 'too-large');
		expect(await copyCluster(folder, into, {bytes: 1000, patienceMs: 1000})).toBe('too large');
		expect(existsSync(into)).toBe(false);
		expect(await hostHasEnded(folder, 0)).toBe(false);
		await cluster.close();
		expect(await hostHasEnded(folder, 0)).toBe(true);
		expect(readdirSync(folder)).not.toContain('host.json');
	});
});
