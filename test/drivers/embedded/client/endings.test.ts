import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../../source/cluster/selectors.ts';
import {runningClusters} from '../../../../source/home/runtime.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../../../clusters/embedded.ts';
import {eventually, hostsOf, sessionsOf} from '../../../clusters/processes.ts';

const explorer = fileURLToPath(new URL('../../../clusters/explorer.ts', import.meta.url));
let test: TestFolder;
const children: ChildProcess[] = [];

beforeAll(() => {
	test = testFolder();
});

afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
	test.clean();
});

/** Starts a litescope that runs a statement for ever; gives its process and the cluster's folder. */
async function startExplorer(options: object): Promise<{child: ChildProcess; folder: string}> {
	const child = spawn(process.execPath, [explorer, JSON.stringify(options)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	const [line] = (await once(child.stdout!, 'data')) as [Buffer];
	return {child, folder: JSON.parse(line.toString()).folder};
}

describe('when a litescope ends', () => {
	it('a temporary cluster goes with it, with all processes and files', async () => {
		const cluster = await openEmbeddedCluster();
		await cluster.run('primary', 'SELECT 1');
		const {folder} = cluster.snapshot().cluster!;
		expect(hostsOf(folder!)).toHaveLength(1);
		await cluster.close();
		expect(existsSync(folder!)).toBe(false);
		expect(hostsOf(folder!)).toEqual([]);
		await eventually('its sessions have ended', () => sessionsOf(process.pid).length === 0);
		expect(readdirSync(join(test.path, 'litescope')).filter(name => name.endsWith('.json'))).toEqual([]);
	});

	it('by kill -9, its sessions die at once though a statement runs, and a temporary cluster goes', async () => {
		const {child, folder} = await startExplorer({});
		const sessions = sessionsOf(child.pid!);
		expect(sessions.length).toBeGreaterThan(0);
		child.kill('SIGKILL');
		for (const pid of sessions) await eventually(`session ${pid} has ended`, () => !isThere(pid));
		await eventually('the folder is gone', () => !existsSync(folder));
		await eventually('the host has ended', () => hostsOf(folder).length === 0);
	});

	it('by kill -9 together with its host, what is left goes when the next one starts', async () => {
		const {child, folder} = await startExplorer({});
		for (const pid of hostsOf(folder)) process.kill(pid, 'SIGKILL');
		child.kill('SIGKILL');
		await once(child, 'exit');
		await eventually('the host has ended', () => hostsOf(folder).length === 0);
		if (existsSync(folder)) await runningClusters();
		expect(existsSync(folder)).toBe(false);
	});

	it('a cluster in a folder stays, and goes on where it was', async () => {
		const folder = join(test.path, 'kept');
		const first = await openEmbeddedCluster({folder, replicas: 2});
		const {committed} = await first.run('primary', 'CREATE TABLE stays (a)');
		await first.identical('replica-2');
		await first.close();
		await eventually('the host has ended', () => hostsOf(folder).length === 0);
		const second = await openEmbeddedCluster({folder});
		await second.identical('replica-2');
		expect(nodeOf(second.snapshot(), 'primary')?.position?.txid).toBe(committed?.last);
		expect((await second.run('replica-1', 'SELECT count(*) FROM stays')).values).toEqual([[0n]]);
		await second.close();
	});
});

describe('a cluster that was kept', () => {
	it('is given more replicas and another latency when it is started with them, and none can be removed', async () => {
		const folder = join(test.path, 'grown');
		const first = await openEmbeddedCluster({folder});
		await first.run('primary', 'CREATE TABLE grows (a)');
		await first.close();
		const second = await openEmbeddedCluster({folder, replicas: 3, latencyMs: 20});
		for (const replica of ['replica-1', 'replica-2', 'replica-3']) {
			await second.identical(replica);
			expect(nodeOf(second.snapshot(), replica)?.link).toEqual({latencyMs: 20, cut: false});
		}
		expect((await second.run('replica-3', 'SELECT count(*) FROM grows')).values).toEqual([[0n]]);
		expect(second.snapshot().notices).toEqual([]);
		await second.close();
		await expect(openEmbeddedCluster({folder, replicas: 2})).rejects.toThrow(
			`The cluster in ${folder} has 3 replicas, and none can be removed: --replicas takes 3 to 9 there.`,
		);
		const last = await openEmbeddedCluster({folder});
		expect(last.snapshot().nodes).toHaveLength(4);
		await last.close();
	});
});

describe('when the host is killed', () => {
	it('it is started again, a notice says so, and nothing is lost', async () => {
		const folder = join(test.path, 'host-killed');
		const cluster = await openEmbeddedCluster({folder});
		await cluster.run('primary', 'CREATE TABLE survivors (a)');
		await cluster.run('primary', 'INSERT INTO survivors VALUES (1)');
		await cluster.run('primary', 'BEGIN');
		await cluster.run('primary', 'INSERT INTO survivors VALUES (2)');
		for (const pid of hostsOf(folder)) process.kill(pid, 'SIGKILL');
		await cluster.until('it is said', ({notices}) =>
			notices.some(({text}) => text.includes('started again')),
		);
		const answer = await cluster.run('primary', 'SELECT a FROM survivors');
		expect(answer).toMatchObject({status: 'ok', values: [[1n]], inTransaction: false});
		expect(cluster.events.some(event => event.type === 'rolled-back' && event.node === 'primary')).toBe(true);
		await cluster.identical('replica-1');
		await cluster.close();
	});

	it('and the one that took its place as soon as it is there, the cluster is given up with a sentence', async () => {
		const folder = join(test.path, 'host-killed-twice');
		const cluster = await openEmbeddedCluster({folder});
		for (const pid of hostsOf(folder)) process.kill(pid, 'SIGKILL');
		await cluster.until('it is started again', ({notices}) => notices.length > 0);
		for (const pid of hostsOf(folder)) process.kill(pid, 'SIGKILL');
		const gone = await cluster.until('it is given up', now => now.phase === 'gone' && now.phaseText);
		expect(gone).toContain('host.log');
		await cluster.close();
	});
});

describe('when the folder is deleted', () => {
	it('the cluster is gone, with one sentence', async () => {
		const folder = join(test.path, 'deleted');
		const cluster = await openEmbeddedCluster({folder});
		await cluster.run('replica-1', 'SELECT 1');
		const from = cluster.events.length;
		rmSync(folder, {recursive: true});
		const sentence = `${folder} was deleted, and the cluster with it.`;
		expect(await cluster.until('it is gone', now => now.phase === 'gone' && now.phaseText)).toBe(sentence);
		const texts = cluster.events.slice(from).filter(event => event.type === 'notice');
		expect(texts).toMatchObject([{level: 'error', text: sentence}]);
		await cluster.close();
		expect(hostsOf(folder)).toEqual([]);
		expect(existsSync(folder)).toBe(false);
	});
});

describe('when the host is suspended', () => {
	it('it is said, with what wakes it; who comes then is told too; and it is said when it answers again', async () => {
		const folder = join(test.path, 'suspended');
		const cluster = await openEmbeddedCluster({folder});
		await cluster.run('replica-1', 'SELECT 1');
		const [host] = hostsOf(folder);
		process.kill(host!, 'SIGSTOP');
		const late = openEmbeddedCluster({folder});
		late.catch(() => {});
		await cluster.until('its silence is told', ({silentSinceMs}) => silentSinceMs);
		expect(cluster.snapshot().notices.at(-1)?.text).toMatch(
			new RegExp(`^The cluster’s host, process ${host}, has not answered for \\d s: .*kill -CONT ${host}`),
		);
		expect(await cluster.run('replica-1', 'SELECT 42')).toMatchObject({status: 'ok', values: [[42n]]});
		await expect(late).rejects.toThrow(`process ${host}, has not answered`);
		process.kill(host!, 'SIGCONT');
		await cluster.until('it answers again', ({silentSinceMs}) => silentSinceMs === undefined);
		expect(cluster.snapshot().notices.at(-1)?.text).toContain('answers again');
		await cluster.close();
	});
});

describe('a second litescope on a folder', () => {
	it('attaches to the cluster that runs there, and says what of its options is not so', async () => {
		const folder = join(test.path, 'shared');
		const first = await openEmbeddedCluster({folder});
		const second = await openEmbeddedCluster({folder, replicas: 3});
		expect(hostsOf(folder)).toHaveLength(1);
		expect(second.snapshot().notices.map(({text}) => text)).toEqual([
			'This cluster was running already, with 1 replica: --replicas 3 takes effect when it is started.',
		]);
		const {committed} = await first.run('primary', 'CREATE TABLE ours (a)');
		await second.until('it sees the transaction', ({transactions}) =>
			transactions.some(({position}) => position.txid === committed?.last),
		);
		await first.close();
		expect(await second.run('primary', 'SELECT count(*) FROM ours')).toMatchObject({
			status: 'ok',
			values: [[0n]],
		});
		await second.close();
	});

	it('that starts at the same moment shares one host with it', async () => {
		const folder = join(test.path, 'raced');
		const both = await Promise.all([openEmbeddedCluster({folder}), openEmbeddedCluster({folder})]);
		// One that was refused may be on its way out.
		await eventually('one host is left', () => hostsOf(folder).length === 1);
		for (const cluster of both) {
			expect(await cluster.run('primary', 'SELECT 1')).toMatchObject({status: 'ok'});
		}
		await Promise.all(both.map(cluster => cluster.close()));
	});

	it('is listed as running, with the first', async () => {
		const folder = join(test.path, 'listed');
		const cluster = await openEmbeddedCluster({folder});
		const running = await runningClusters();
		expect(
			running.map(entry => JSON.parse(readFileSync(join(entry.folder, 'host.json'), 'utf8')).socket),
		).toContain(running.find(entry => entry.folder.endsWith('listed'))?.socket);
		await cluster.close();
	});
});

function isThere(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
