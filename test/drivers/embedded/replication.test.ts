import {existsSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {release} from '../../../source/drivers/embedded/release.ts';
import {comparable} from './images.ts';
import {OtherProgram} from './other-program.ts';
import {RunningHost} from './running-host.ts';
import {temporaryFolder} from './temporary-folder.ts';

async function withTable(options: Parameters<typeof RunningHost.start>[1] = {}) {
	const host = await RunningHost.start(temporaryFolder(), options);
	const shell = new OtherProgram(host.database('primary'));
	await shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)');
	await host.identical(2n);
	return {host, shell};
}

/** Ends everything and compares the files, byte for byte. */
async function expectSameFiles(host: RunningHost, ...programs: readonly OtherProgram[]): Promise<void> {
	const names = [...host.nodes.keys()];
	await Promise.all(programs.map(program => program.end()));
	await host.close();
	const [primary, ...replicas] = names.map(name => comparable(host.database(name)));
	for (const replica of replicas) expect(replica.equals(primary!)).toBe(true);
}

const snapshots = (host: RunningHost) =>
	host.of('arrivals').flatMap(({arrivals}) => arrivals.filter(({snapshot}) => snapshot));

describe('a replica', () => {
	test('has what the primary has, whatever is done there', async () => {
		const {host, shell} = await withTable({replicas: 2});
		const reader = new OtherProgram(host.database('replica-2'));
		await shell.insert(300, 2_000);
		await shell.exec('CREATE INDEX i ON t (a); DELETE FROM t WHERE id % 2; VACUUM');
		await shell.exec('ALTER TABLE t ADD COLUMN b DEFAULT 7; CREATE TABLE u AS SELECT * FROM t; DROP TABLE t');
		await host.identical(308n);
		expect(await reader.all('SELECT count(*), sum(b) FROM u')).toEqual([[150, 1050]]);
		expect(await reader.all('PRAGMA integrity_check')).toEqual([['ok']]);
		expect(snapshots(host).map(({last}) => last)).toEqual([1n, 1n]);
		await expectSameFiles(host, shell, reader);
	});

	test('that was stopped catches up from the log', async () => {
		const {host, shell} = await withTable();
		host.send({type: 'stop', node: 'replica-1'});
		await host.status('replica-1', 'stopped');
		await shell.insert(50);
		host.send({type: 'start', node: 'replica-1'});
		await host.identical(52n);
		expect(snapshots(host)).toHaveLength(1);
		await expectSameFiles(host, shell);
	});

	test('stays stopped when the host is started again, and gets what it missed', async () => {
		const {host, shell} = await withTable();
		host.send({type: 'stop', node: 'replica-1'});
		await host.status('replica-1', 'stopped');
		await host.close();
		await shell.insert(5);
		const again = await RunningHost.start(host.folder);
		expect(again.nodes.get('replica-1')?.status).toBe('stopped');
		again.send({type: 'start', node: 'replica-1'});
		await again.identical(3n);
		await expectSameFiles(again, shell);
	});

	test('gets a snapshot when the log does not have what it missed any more', async () => {
		const {host, shell} = await withTable();
		host.send({type: 'stop', node: 'replica-1'});
		await host.status('replica-1', 'stopped');
		const log = join(host.folder, 'primary', 'ltx');
		const first = readdirSync(log)[0]!;
		await shell.exec('PRAGMA synchronous = OFF');
		while (existsSync(join(log, first))) await shell.insert(200, 30_000);
		host.send({type: 'start', node: 'replica-1'});
		await host.identical(3n);
		expect(snapshots(host)).toHaveLength(2);
		await expectSameFiles(host, shell);
	});

	test('that is paused answers but applies nothing until it goes on', async () => {
		const {host, shell} = await withTable({replicas: 2});
		host.send({type: 'pause', node: 'replica-1'});
		await host.status('replica-1', 'paused');
		await shell.insert(5);
		await host.identical(7n, ['replica-2']);
		const reader = new OtherProgram(host.database('replica-1'));
		expect(await reader.all('SELECT count(*) FROM t')).toEqual([[0]]);
		host.send({type: 'resume', node: 'replica-1'});
		await host.identical(7n);
		expect(await reader.all('SELECT count(*) FROM t')).toEqual([[5]]);
	});

	test('that was killed recovers what it had, and catches up from the log', async () => {
		const {host, shell} = await withTable();
		for (let round = 0; round < 5; round++) {
			const writing = shell.insert(100, 3_000);
			host.send({type: 'kill', node: 'replica-1'});
			await host.status('replica-1', 'killed');
			host.send({type: 'start', node: 'replica-1'});
			await writing;
			await host.status('replica-1', 'running');
		}
		await host.identical(502n);
		expect(snapshots(host)).toHaveLength(1);
		await expectSameFiles(host, shell);
	});
});

describe('a link', () => {
	test('takes as long as it is told to', async () => {
		const {host, shell} = await withTable();
		host.send({type: 'link', node: 'replica-1', latencyMs: 150, cut: false});
		await host.until('the latency', () => host.nodes.get('replica-1')?.link?.latencyMs === 150);
		await shell.insert(1);
		await host.identical(3n);
		const arrival = host.of('arrivals').at(-1)!.arrivals.at(-1)!;
		expect(arrival.elapsedMs).toBeGreaterThanOrEqual(149);
	});

	test('that is cut carries nothing, and everything when it is there again', async () => {
		const {host, shell} = await withTable({replicas: 2});
		host.send({type: 'link', node: 'replica-1', latencyMs: 0, cut: true});
		await host.until('the cut', () => host.nodes.get('replica-1')?.link?.cut === true);
		await shell.insert(20);
		await host.identical(22n, ['replica-2']);
		expect(host.positions.get('replica-1')?.txid).toBe(2n);
		host.send({type: 'link', node: 'replica-1', latencyMs: 0, cut: false});
		await host.identical(22n);
		await expectSameFiles(host, shell);
	});
});

describe('an unfinished read transaction on a replica', () => {
	test('holds replication there, is said since when and by whom, and nothing is lost when it ends', async () => {
		const {host, shell} = await withTable({replicas: 2});
		const reader = new OtherProgram(host.database('replica-1'));
		const session = host.connect(() => {});
		session.send({type: 'hello', release, as: 'session', node: 'replica-1', pid: reader.pid, name: 'test 7'});
		await reader.exec('BEGIN; SELECT count(*) FROM t');
		await shell.insert(10);
		await host.until('the hold', () => host.nodes.get('replica-1')?.hold !== undefined);
		await host.identical(12n, ['replica-2']);
		expect(host.positions.get('replica-1')?.txid).toBe(2n);
		// Elsewhere the system does not tell whose a lock is.
		expect(host.nodes.get('replica-1')?.hold?.by).toBe(process.platform === 'linux' ? 'test 7' : '');
		expect(await reader.all('SELECT count(*) FROM t')).toEqual([[0]]);
		await reader.exec('COMMIT');
		await host.identical(12n);
		await host.until('the end of the hold', () => host.nodes.get('replica-1')?.hold === undefined);
		expect(await reader.all('SELECT count(*) FROM t')).toEqual([[10]]);
	});
});

describe('a replica that somebody else wrote to is said to have diverged, and gets a snapshot', () => {
	const warnings = (host: RunningHost) =>
		host.of('notice').filter(({node, level}) => node === 'replica-1' && level === 'warning').length;

	test('a row, a table, the user version, WAL mode', async () => {
		const {host, shell} = await withTable();
		const changes = [
			"INSERT INTO t (a) VALUES ('mine')",
			'CREATE TABLE mine (a)',
			'PRAGMA user_version = 5',
			'PRAGMA journal_mode = WAL',
		];
		for (const [at, sql] of changes.entries()) {
			const other = new OtherProgram(host.database('replica-1'));
			await other.exec(sql);
			await host.until(`a warning for ${sql}`, () => warnings(host) === at + 1);
			await other.end();
			await host.until(`a snapshot for ${sql}`, () => snapshots(host).length === at + 2);
			await shell.insert(1);
			await host.identical(BigInt(at + 3));
		}
		const reader = new OtherProgram(host.database('replica-1'));
		expect(await reader.all('SELECT count(*), count(a) FROM t')).toEqual([[4, 4]]);
		expect(await reader.all('PRAGMA journal_mode')).toEqual([['delete']]);
		await expectSameFiles(host, shell, reader);
	});

	test('its file was deleted', async () => {
		const {host, shell} = await withTable();
		rmSync(host.database('replica-1'));
		await host.until('a warning', () => warnings(host) === 1);
		await host.until('a snapshot', () => snapshots(host).length === 2);
		await shell.insert(1);
		await host.identical(3n);
		await expectSameFiles(host, shell);
	});

	test('while the host was away', async () => {
		const {host, shell} = await withTable();
		await shell.insert(3);
		await host.identical(5n);
		await host.close();
		const other = new OtherProgram(host.database('replica-1'));
		await other.exec('UPDATE t SET a = 0 WHERE id = 1');
		await other.end();
		const again = await RunningHost.start(host.folder);
		await again.identical(5n);
		expect(snapshots(again)).toHaveLength(1);
		await expectSameFiles(again, shell);
	});
});

describe('the primary', () => {
	test('that was stopped captures as one transaction what others wrote meanwhile', async () => {
		const {host, shell} = await withTable();
		host.send({type: 'stop', node: 'primary'});
		await host.status('primary', 'stopped');
		await shell.insert(20);
		host.send({type: 'start', node: 'primary'});
		await host.identical(3n);
		const reader = new OtherProgram(host.database('replica-1'));
		expect(await reader.all('SELECT count(*) FROM t')).toEqual([[20]]);
		await expectSameFiles(host, shell, reader);
	});

	test('that was killed goes on without loss', async () => {
		const {host, shell} = await withTable();
		await shell.insert(20);
		await host.identical(22n);
		host.send({type: 'kill', node: 'primary'});
		await host.status('primary', 'killed');
		await shell.insert(5);
		host.send({type: 'start', node: 'primary'});
		await host.status('primary', 'running');
		await shell.insert(1);
		await host.identical(24n);
		await expectSameFiles(host, shell);
	});

	test('goes on with the files that are there when somebody deleted its WAL', async () => {
		const {host, shell} = await withTable();
		await shell.insert(20);
		await host.identical(22n);
		await shell.end();
		rmSync(`${host.database('primary')}-wal`);
		await host.until('a warning', () => host.of('notice').some(({level}) => level === 'warning'));
		await host.status('primary', 'running');
		const other = new OtherProgram(host.database('primary'));
		await other.insert(1);
		await host.identical(23n);
		await expectSameFiles(host, other);
	});
});
