import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {
	type RunningCluster,
	registerCluster,
	runningClusters,
	runtimeFolder,
	temporaryFolder,
	unregisterCluster,
} from '../../source/home/runtime.ts';

let home: string;
let servers: Server[] = [];
const folders: string[] = [];

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'litescope-test-'));
	process.env.XDG_RUNTIME_DIR = home;
});

afterEach(() => {
	delete process.env.XDG_RUNTIME_DIR;
	for (const server of servers) server.close();
	servers = [];
	for (const folder of [home, ...folders.splice(0)]) rmSync(folder, {recursive: true, force: true});
});

function listen({socket}: RunningCluster): Promise<void> {
	const server = createServer(connection => connection.on('error', () => {}));
	servers.push(server);
	return new Promise(resolve => server.listen(socket, resolve));
}

/** A process id that nobody has any more. */
function deadProcess(): number {
	return spawnSync(process.execPath, ['-e', '']).pid;
}

/** A cluster as a litescope that was killed leaves it. */
function leftBehind(temporary: boolean): RunningCluster {
	const folder = temporary ? temporaryFolder() : join(home, 'kept');
	folders.push(folder);
	const entry = {...registerCluster({folder, temporary}), owner: deadProcess()};
	mkdirSync(folder);
	writeFileSync(join(folder, 'data.db'), 'data');
	writeFileSync(entry.socket.replace(/sock$/, 'json'), JSON.stringify(entry));
	return entry;
}

describe('the runtime folder', () => {
	it('lets nobody else in', () => {
		expect(statSync(runtimeFolder()).mode & 0o777).toBe(0o700);
	});

	it('has short paths for sockets even where the system asks for a long one', () => {
		const long = join(home, 'x'.repeat(100));
		expect(
			Buffer.byteLength(join(runtimeFolder({XDG_RUNTIME_DIR: long}), `${'a'.repeat(16)}.sock`)),
		).toBeLessThan(104);
	});

	it('lists the clusters whose host answers', async () => {
		const entry = registerCluster({folder: join(home, 'one'), temporary: false});
		expect(await runningClusters()).toEqual([]);
		await listen(entry);
		expect(await runningClusters()).toEqual([entry]);
		unregisterCluster(entry.folder);
		expect(await runningClusters()).toEqual([]);
	});

	it('keeps what belongs to a litescope that is still starting its host', async () => {
		const folder = temporaryFolder();
		folders.push(folder);
		const entry = registerCluster({folder, temporary: true});
		mkdirSync(folder);
		await runningClusters();
		expect(existsSync(folder)).toBe(true);
		await listen(entry);
		expect(await runningClusters()).toEqual([entry]);
	});

	it('removes a temporary cluster whose litescope and host are gone', async () => {
		const entry = leftBehind(true);
		expect(await runningClusters()).toEqual([]);
		expect(existsSync(entry.folder)).toBe(false);
		expect(existsSync(entry.socket.replace(/sock$/, 'json'))).toBe(false);
	});

	it('never removes a folder that is kept', async () => {
		const entry = leftBehind(false);
		expect(await runningClusters()).toEqual([]);
		expect(existsSync(join(entry.folder, 'data.db'))).toBe(true);
	});

	it('never removes a folder that no temporary cluster was made in, whatever the list says', async () => {
		const entry = leftBehind(false);
		writeFileSync(entry.socket.replace(/sock$/, 'json'), JSON.stringify({...entry, temporary: true}));
		await runningClusters();
		expect(existsSync(join(entry.folder, 'data.db'))).toBe(true);
	});
});
