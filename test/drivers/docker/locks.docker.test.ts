import {spawn} from 'node:child_process';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';

const lock = (cluster: TestCluster, node: string) => nodeOf(cluster.snapshot(), node)?.lock;

describe('a lock on a database in Docker', () => {
	let stack: LitefsStack;
	let cluster: TestCluster;

	beforeAll(async () => {
		stack = await litefsStack('locks');
	});
	afterAll(() => stack?.down());
	beforeEach(async () => {
		cluster = await stack.open();
		await cluster.identical('replica-1');
	});
	afterEach(() => cluster?.close());

	/** Has another program hold a lock. Gives what to call to end that. */
	const hold = (service: string, begin: string) => {
		const command = ['exec', '-i', `${stack.project}-${service}-1`, 'sqlite3', '/litefs/data.db'];
		const program = spawn('docker', command, {stdio: ['pipe', 'ignore', 'inherit']});
		program.stdin.write(`${begin}\n`);
		return () => program.stdin.end();
	};

	it('is told with who holds it, until it is let go of', async () => {
		const release = hold('primary', 'BEGIN IMMEDIATE;');
		await cluster.until('the lock is told', now => nodeOf(now, 'primary')?.lock);
		expect(lock(cluster, 'primary')).toMatchObject({
			kind: 'write',
			name: 'RESERVED',
			by: expect.stringMatching(/^sqlite3 \(process \d+\)$/),
		});
		const [id] = cluster.start('primary', "INSERT INTO albums (title) VALUES ('waits')");
		await cluster.until('it waits', now => nodeOf(now, 'primary')?.lock?.waitingSinceMs);
		release();
		expect(await cluster.outcome(id!)).toMatchObject({status: 'ok', changes: 1});
		await cluster.until('the lock is gone', now => nodeOf(now, 'primary')?.lock === undefined);
	});

	it('is not told of what runs for long and waits for nothing', async () => {
		const long =
			'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c LIMIT 2000000';
		expect(await cluster.run('primary', `SELECT count(*) FROM (${long})`)).toMatchObject({status: 'ok'});
		const told = cluster.events.filter(event => event.type === 'node' && event.node.lock?.waitingSinceMs);
		expect(told).toEqual([]);
	});

	it('is told of a reader on a replica, which keeps it from applying', async () => {
		const release = hold('replica', 'BEGIN; SELECT count(*) FROM albums;');
		await cluster.until('the lock is told', now => nodeOf(now, 'replica-1')?.lock?.kind === 'read');
		release();
		await cluster.until('the lock is gone', now => nodeOf(now, 'replica-1')?.lock === undefined);
	});

	it('comes with the cluster’s id, which all nodes share', async () => {
		const ids = cluster.snapshot().nodes.map(({clusterId}) => clusterId);
		expect(ids[0]).toMatch(/^LFSC[0-9A-F]{16}$/);
		expect(ids[1]).toBe(ids[0]);
	});
});
