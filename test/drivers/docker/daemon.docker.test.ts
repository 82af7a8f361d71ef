import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import {openDocker} from '../../../source/drivers/docker/client.ts';
import {openTestCluster, type TestCluster} from '../../clusters/cluster.ts';
import {eventually} from '../../clusters/eventually.ts';
import {bringUp, daemonCanRun, type OwnDaemon, ownDaemon, ownProject} from '../../clusters/own-daemon.ts';

const canRun = daemonCanRun('the restart of a Docker engine is');
const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
const [primary, replica] = ['primary', 'replica-1'];

describe.runIf(canRun)('a Docker engine under a cluster', () => {
	let daemon: OwnDaemon;
	let cluster: TestCluster;

	const open = () =>
		openTestCluster((listener, sink) => {
			const environment = {DOCKER_HOST: daemon.host};
			return openDocker(
				{name: 'test', cluster: ownProject, database: 'data.db', environment},
				listener,
				sink,
			);
		});

	beforeAll(async () => {
		daemon = await ownDaemon();
	});
	afterAll(() => daemon?.end());
	beforeEach(async () => {
		await bringUp(daemon);
		cluster = await open();
		await cluster.identical(replica);
	});
	afterEach(() => cluster?.close());

	const status = (node: string, wanted: string) =>
		cluster.until(`${node} is ${wanted}`, now => nodeOf(now, node)?.status === wanted);
	/** Runs a statement without an end, behind one that has one, so that its session is there. */
	const running = async (node: string) => {
		const [, id] = cluster.start(node, 'SELECT 1', endless);
		await cluster.until('it runs', now => nodeOf(now, node)?.running === id);
		return id!;
	};
	const isAway = () =>
		cluster.until('the nodes are away, and why', now => {
			const nodes = [nodeOf(now, primary), nodeOf(now, replica)];
			const said = /^(Docker is not running here|No Docker engine answers)/;
			return nodes.every(node => node?.status === 'away' && said.test(node.reason ?? ''));
		});
	const isBack = () => cluster.until('the engine is heard of', now => now.silentSinceMs === undefined);
	const mayHaveRun = {
		status: 'failed',
		sessionLost: 'node',
		error: {code: 'LITESCOPE_NODE_LEFT', message: expect.stringMatching(/If it writes, look whether it did/)},
	};

	it('that is stopped and started again is found again, with what it has started again', async () => {
		const id = await running(primary);
		await daemon.signal('TERM');
		expect(await cluster.outcome(id)).toMatchObject(mayHaveRun);
		await isAway();
		expect(cluster.snapshot().silentSinceMs).toBeDefined();
		expect(await cluster.run(replica, 'SELECT 42')).toMatchObject({
			error: {code: 'LITESCOPE_NODE_AWAY', message: expect.stringMatching(/The statement was not run\.$/)},
		});
		await expect(open()).rejects.toThrow(`at ${daemon.host}`);

		await daemon.start();
		await isBack();
		await status(primary, 'running');
		await status(replica, 'stopped');
		cluster.send({type: 'start', node: replica});
		await status(replica, 'running');
		const insert = "INSERT INTO albums (title) VALUES ('after the restart')";
		expect(await cluster.run(primary, insert)).toMatchObject({status: 'ok', changes: 1});
		await cluster.identical(replica);
	});

	it('that is killed takes no container with it where they live on, and nothing of ours stays in them', async () => {
		await daemon.signal('TERM');
		await daemon.start('--live-restore');
		await bringUp(daemon);
		await isBack();
		await status(primary, 'running');
		const id = await running(primary);
		await cluster.run(replica, 'BEGIN');

		await daemon.signal('KILL');
		expect(await cluster.outcome(id)).toMatchObject(mayHaveRun);
		await isAway();
		await daemon.start('--live-restore');
		await isBack();
		await status(primary, 'running');
		await status(replica, 'running');
		expect(await cluster.run(replica, 'SELECT count(*) FROM albums')).toMatchObject({
			status: 'ok',
			inTransaction: false,
		});
		await cluster.close();
		for (const service of ['primary', 'replica']) {
			await eventually(`nothing of ours runs on ${service}`, async () => {
				const list = await daemon.docker('top', `${ownProject}-${service}-1`, '-eo', 'pid,args');
				return !/sqlite3|find_mount/.test(list);
			});
		}
	});

	it('that hangs for a while is said to be silent, and sessions outlast it', async () => {
		await cluster.run(primary, 'CREATE TEMP TABLE kept AS SELECT 42');
		await daemon.signal('STOP');
		await cluster.until('it is silent', now => now.silentSinceMs);
		const [id] = cluster.start(primary, 'SELECT * FROM kept');
		await daemon.signal('CONT');
		expect(await cluster.outcome(id!)).toMatchObject({status: 'ok', values: [[42n]]});
		await isBack();
		expect(cluster.snapshot().notices.map(({text}) => text)).toEqual([
			`The Docker engine at ${daemon.host} does not answer. It may be too busy, or suspended.`,
			expect.stringMatching(/^The Docker engine answers again, after \d+ s\.$/),
		]);
	});

	it('that hangs for good is given up, and found again when it is another', async () => {
		const id = await running(primary);
		await daemon.signal('STOP');
		expect(await cluster.outcome(id)).toMatchObject(mayHaveRun);
		await status(replica, 'away');
		await daemon.signal('KILL');
		await isAway();
		await daemon.start();
		await isBack();
		for (const node of [primary, replica]) {
			await cluster.until(`${node} is known`, now => nodeOf(now, node)?.status !== 'away');
		}
	});
});
