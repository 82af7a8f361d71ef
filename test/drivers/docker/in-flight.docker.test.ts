import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {type LitefsStack, litefsStack} from '../../clusters/litefs.ts';
import {docker} from '../../stack/engine.ts';

const counting = (to: number | bigint) =>
	`(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT ${to}) SELECT count(*) FROM c)`;
const endless = counting(9_000_000_000_000n);
const [primary, replica] = ['primary', 'replica-1'];
const mayHaveRun = /If it writes, look whether it did before you run it again\.$/;
const rolledBack = /The transaction that was open was rolled back\.$/;

describe('a statement in flight on LiteFS', () => {
	let stack: LitefsStack;
	let cluster: TestCluster;

	beforeAll(async () => {
		stack = await litefsStack('in-flight');
	});
	afterAll(() => stack?.down());
	beforeEach(async () => {
		cluster = await stack.open();
		await cluster.identical(replica);
	});
	afterEach(() => cluster?.close());

	const container = (service: string) => `${stack.project}-${service}-1`;
	/** Starts a statement behind others, and waits until it runs: its session is there when those have been answered. */
	const begin = async (node: string, sql: string, before: readonly string[] = ['SELECT 1']) => {
		const id = cluster.start(node, ...before, sql).at(-1)!;
		await cluster.until('it runs', now => nodeOf(now, node)?.running === id);
		return id;
	};
	/** That a statement was lost with its node: the words are about what it may have done. */
	const lost = async (id: string, words: RegExp) => {
		const outcome = await cluster.outcome(id);
		expect(outcome).toMatchObject({
			status: 'failed',
			inTransaction: false,
			sessionLost: 'node',
			error: {code: 'LITESCOPE_NODE_LEFT', message: expect.stringMatching(words)},
		});
	};
	/** Runs a query on a node that is on its way back. */
	const ask = async (node: string, sql: string) => {
		await cluster.until(`${node} runs`, now => nodeOf(now, node)?.status === 'running');
		await cluster.identical(replica);
		return (await cluster.run(node, sql)).values;
	};

	it('may have run where the container was restarted under it', async () => {
		const id = await begin(primary, `INSERT INTO albums (title) VALUES (${endless})`);
		await docker('restart', container('primary'));
		await lost(id, mayHaveRun);
		expect(await ask(primary, "SELECT 'back'")).toEqual([['back']]);
	});

	it('was rolled back with its transaction where the container was killed under it', async () => {
		await cluster.run(primary, 'CREATE TABLE killed (a)');
		const before = ['BEGIN', 'INSERT INTO killed VALUES (1)'];
		const id = await begin(primary, `INSERT INTO killed VALUES (${endless})`, before);
		await docker('kill', container('primary'));
		await lost(id, rolledBack);
		expect(nodeOf(cluster.snapshot(), primary)?.inTransactionSinceMs).toBeUndefined();
		await docker('start', container('primary'));
		expect(await ask(primary, 'SELECT count(*) FROM killed')).toEqual([[0n]]);
	});

	it('goes on where the container is taken off its network: nothing of it goes that way', async () => {
		const id = await begin(replica, `SELECT ${counting(3_000_000)}`);
		const network = `${stack.project}_default`;
		await docker('network', 'disconnect', network, container('replica'));
		await cluster.until('it is told', now => nodeOf(now, replica)?.link?.cut);
		expect(await cluster.outcome(id)).toMatchObject({status: 'ok', values: [[3_000_000n]]});
		await cluster.run(primary, 'CREATE TABLE cut (a)');
		await docker('network', 'connect', '--alias', 'replica', network, container('replica'));
		expect(await ask(replica, 'SELECT count(*) FROM cut')).toEqual([[0n]]);
	});

	it('may have run where the container is made anew under another id', async () => {
		const id = await begin(replica, `SELECT ${endless}`);
		await stack.compose('up', '-d', '--force-recreate', '--no-deps', '-t', '1', 'replica');
		await lost(id, mayHaveRun);
		expect(await ask(replica, "SELECT 'anew'")).toEqual([['anew']]);
	});
});
