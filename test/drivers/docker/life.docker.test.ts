import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import {findClusters} from '../../../source/drivers/docker/client.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {eventually} from '../../clusters/eventually.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';
import {docker} from '../../stack/engine.ts';

const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
const [primary, replica] = ['primary', 'replica-1'];

describe('a LiteFS cluster in Docker', () => {
	let stack: LitefsStack;
	let cluster: TestCluster;

	beforeAll(async () => {
		stack = await litefsStack('life');
	});
	afterAll(() => stack?.down());
	beforeEach(async () => {
		cluster = await stack.open();
		await cluster.identical(replica);
	});
	afterEach(() => cluster?.close());

	const status = (node: string, wanted: string) =>
		cluster.until(`${node} is ${wanted}`, now => nodeOf(now, node)?.status === wanted);
	const container = (service: string) => `${stack.project}-${service}-1`;
	/** Runs a statement on a node that is on its way back, until it takes statements. */
	const works = async (node: string) => {
		await status(node, 'running');
		expect(await cluster.run(node, 'SELECT 42')).toMatchObject({status: 'ok', values: [[42n]]});
	};

	it('is found by what its containers are, under the name of its compose project', async () => {
		const found = (await findClusters()).find(({name}) => name === stack.project);
		expect(found).toMatchObject({
			kind: 'compose',
			nodes: [
				{name: primary, container: container('primary'), running: true},
				{name: replica, container: container('replica'), running: true},
			],
		});
	});

	it('lets the database be chosen where there are several', async () => {
		await expect(stack.open({database: undefined as never})).rejects.toThrow(
			/--db data\.db\n\s+--db wal\.db/,
		);
	});

	it('says which clusters there are when another is asked for', async () => {
		await expect(stack.open({cluster: 'nowhere'})).rejects.toThrow(new RegExp(`nowhere.*${stack.project}`));
	});

	it('gives LiteFS’s own words beside a refused write', async () => {
		expect(await cluster.run(replica, 'CREATE TABLE refused (a)')).toMatchObject({
			error: {number: 8, log: expect.stringContaining('cannot create journal: read only replica')},
		});
	});

	it('refuses a write in WAL mode as the node does, and forwards it', async () => {
		const wal = await stack.open({database: 'wal.db'});
		try {
			expect(await wal.run(replica, "INSERT INTO albums (title) VALUES ('refused')")).toMatchObject({
				status: 'failed',
				error: {number: 10, message: 'disk I/O error', log: expect.stringContaining('read only replica')},
			});
			const statements = [{id: 'forwarded', sql: "INSERT INTO albums (title) VALUES ('forwarded')"}];
			wal.send({type: 'forward', run: 'forward', node: replica, statements});
			const outcome = await wal.outcome('forwarded');
			expect(outcome).toMatchObject({status: 'ok', changes: 1, node: replica});
			expect((await wal.run(primary, 'SELECT title FROM albums')).values).toEqual([['forwarded']]);
			await wal.until('it is listed', ({transactions}) =>
				transactions.some(({statement}) => statement === 'forwarded'),
			);
		} finally {
			await wal.close();
		}
	});

	it('forwards a write in rollback mode, and keeps no lock after it', async () => {
		const statements = [{id: 'f', sql: "INSERT INTO albums (title) VALUES ('forwarded')"}];
		cluster.send({type: 'forward', run: 'forward', node: replica, statements});
		expect(await cluster.outcome('f')).toMatchObject({status: 'ok', changes: 1});
		expect(await cluster.run(primary, "INSERT INTO albums (title) VALUES ('after')")).toMatchObject({
			status: 'ok',
		});
		await cluster.identical(replica);
	});

	it('answers a statement when its container is paused, and goes on when it is resumed', async () => {
		// The first answers when its session is there: an engine may hang where a container is paused as a program starts.
		const [, id] = cluster.start(replica, 'SELECT 1', endless);
		await cluster.until('it runs', now => nodeOf(now, replica)?.running === id);
		await docker('pause', container('replica'));
		expect(await cluster.outcome(id!)).toMatchObject({
			status: 'failed',
			error: {code: 'LITESCOPE_NODE_LEFT'},
		});
		await status(replica, 'paused');
		expect(await cluster.run(replica, 'SELECT 1')).toMatchObject({error: {code: 'LITESCOPE_NODE_AWAY'}});
		await cluster.run(primary, "INSERT INTO albums (title) VALUES ('while it was paused')");
		await docker('unpause', container('replica'));
		await works(replica);
		await cluster.identical(replica);
	});

	it.each([primary, replica])('ends %s with its sessions as LiteFS ends without them', async node => {
		await cluster.run(node, 'SELECT 1');
		const since = new Date().toISOString();
		cluster.send({type: 'stop', node});
		await status(node, 'stopped');
		const name = container(node === primary ? 'primary' : 'replica');
		expect((await docker('inspect', '--format', '{{.State.ExitCode}}', name)).trim()).toBe('0');
		expect(await docker('logs', '--since', since, name)).toContain('litefs shut down complete');
		cluster.send({type: 'start', node});
		await works(node);
		await cluster.identical(replica);
	});

	it('goes on when the primary’s container is restarted', async () => {
		await docker('restart', container('primary'));
		await works(primary);
		expect(await cluster.run(primary, "INSERT INTO albums (title) VALUES ('again')")).toMatchObject({
			status: 'ok',
		});
		await cluster.identical(replica);
	});

	it('says that a node was killed, and who is away; and takes it back', async () => {
		await docker('kill', container('primary'));
		await status(primary, 'killed');
		expect(await cluster.run(replica, 'SELECT 42')).toMatchObject({status: 'ok'});
		await cluster.until('the silence of the primary is told', now => nodeOf(now, replica)?.silentMs);
		await docker('start', container('primary'));
		await works(primary);
		await cluster.identical(replica);
	});

	it('finds a replica again that was made anew under another id', async () => {
		await stack.compose('up', '-d', '--force-recreate', '--no-deps', 'replica');
		await works(replica);
		await cluster.identical(replica);
		expect(cluster.snapshot().nodes.map(({name}) => name)).toEqual([primary, replica]);
	});

	it('takes in replicas that come, and lets go of those that are removed', async () => {
		await stack.compose('up', '-d', '--no-recreate', '--scale', 'replica=2');
		await cluster.identical('replica-2');
		await works('replica-2');
		await stack.compose('up', '-d', '--no-recreate', '--scale', 'replica=1');
		await cluster.until('replica-2 is away or gone', now => {
			const node = nodeOf(now, 'replica-2');
			return !node || node.status === 'away';
		});
	});

	it('leaves nothing in a container when it is killed', async () => {
		const before = {primary: await stack.processes('primary'), replica: await stack.processes('replica')};
		await cluster.close();
		await eventually('what this test had started there has ended', async () => {
			const now = await stack.processes('primary');
			return now.every(line => !line.includes('sqlite3') && !line.includes('find_mount'));
		});
		const program = fileURLToPath(new URL('./programs/attached.ts', import.meta.url));
		const child = spawn(process.execPath, [program, stack.project], {stdio: ['ignore', 'pipe', 'inherit']});
		const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
		expect(chunk.toString()).toBe('running\n');
		expect(await stack.processes('primary')).toContainEqual(expect.stringContaining('sqlite3'));
		child.kill('SIGKILL');
		for (const service of ['primary', 'replica'] as const) {
			await eventually(
				`nothing of ours runs on ${service}; at first there was ${before[service]}`,
				async () => {
					const lines = await stack.processes(service);
					return lines.every(line => /^(litefs mount|sleep infinity)/.test(line));
				},
			);
		}
	});
});
