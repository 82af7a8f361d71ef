import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../../source/cluster/event.ts';
import {nodeOf} from '../../../../source/cluster/selectors.ts';
import type {Arrival} from '../../../../source/cluster/transaction.ts';
import {openEmbedded} from '../../../../source/drivers/embedded/client.ts';
import {type Answer, openTestCluster, type TestCluster} from '../../../clusters/cluster.ts';
import {type TestFolder, testFolder} from '../../../clusters/embedded.ts';
import {eventually, sessionsOf} from '../../../clusters/processes.ts';

const [primary, replica] = ['primary', 'replica-1'];
let test: TestFolder;
let cluster: TestCluster;

beforeAll(async () => {
	test = testFolder();
	cluster = await openTestCluster((listener, sink) =>
		openEmbedded({name: 'test', replicas: 4, sessionsAhead: true}, listener, sink),
	);
});

afterAll(async () => {
	await cluster?.close();
	test.clean();
});

/** A statement that took longer than this, in milliseconds, was told as running before it was known what it saw. */
const slowMs = 90;

/** For each answer of the replica, the arrivals that are on the wrong side of it, as its transcript has them. */
function misplaced(events: readonly ClusterEvent[]): readonly string[] {
	const entries: (Arrival | {readonly id: string; readonly atMs: number})[] = [];
	const outcomes = new Map<string, Extract<ClusterEvent, {type: 'outcome'}>>();
	for (const event of events) {
		if (event.type === 'arrivals') entries.push(...event.arrivals.filter(({node}) => node === replica));
		else if (event.type === 'started' && event.node === replica) entries.push(event);
		else if (event.type === 'outcome') outcomes.set(event.outcome.id, event);
	}
	return entries.flatMap((entry, at) => {
		if ('first' in entry) return [];
		const {outcome, atMs} = outcomes.get(entry.id)!;
		const readAt = outcome.atTxid!;
		if (atMs - entry.atMs > slowMs) return [];
		return entries.flatMap((other, place) => {
			if (!('first' in other)) return [];
			if (place < at && other.first > readAt) return [`TXID ${other.first} above what read ${readAt}`];
			return place > at && other.last <= readAt ? [`TXID ${other.last} below what read ${readAt}`] : [];
		});
	});
}

describe('sessions', () => {
	it('of the primary and the first three replicas are there before they are needed, and one to spare', async () => {
		await eventually('there are five', () => sessionsOf(process.pid).length === 5);
	});
});

describe('on a replica', () => {
	it('an answer says the TXID of what was read, and stands behind its arrival and before the next', async () => {
		await cluster.run(primary, 'CREATE TABLE ordered (a)');
		await cluster.identical(replica);
		await cluster.run(replica, 'SELECT 1');
		const base = nodeOf(cluster.snapshot(), primary)!.position!.txid;
		const from = cluster.events.length;
		const inserts = Array.from({length: 150}, (_, a) => `INSERT INTO ordered VALUES (${a})`);
		const last = cluster.start(primary, ...inserts).at(-1)!;
		const answers: Answer[] = [];
		let written: Answer | undefined;
		void cluster.outcome(last).then(answer => {
			written = answer;
		});
		while (!written) answers.push(await cluster.run(replica, 'SELECT count(*) FROM ordered'));
		await cluster.identical(replica);
		answers.push(await cluster.run(replica, 'SELECT count(*) FROM ordered'));
		for (const {atTxid, values} of answers) {
			expect(values, `rows at TXID ${atTxid}`).toEqual([[atTxid! - base]]);
		}
		expect(misplaced(cluster.events.slice(from))).toEqual([]);
		expect(answers.at(-1)?.values).toEqual([[150n]]);
	});

	it('a slow statement is told as running long before it ends, and can be cancelled', async () => {
		const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';
		const [id] = cluster.start(replica, endless);
		await cluster.until('it runs', now => nodeOf(now, replica)?.running === id);
		cluster.send({type: 'cancel', node: replica});
		expect(await cluster.outcome(id!)).toMatchObject({status: 'cancelled'});
	});
});

describe('a run on the primary', () => {
	it('that is cancelled says of every statement whether it was run', async () => {
		await cluster.run(primary, 'CREATE TABLE cancelled (a)');
		const sql = Array.from({length: 200}, (_, a) => `INSERT INTO cancelled VALUES (${a})`);
		const from = cluster.events.length;
		const ids = cluster.start(primary, ...sql);
		await cluster.outcome(ids[20]!);
		cluster.send({type: 'cancel', node: primary});
		await cluster.until('it has ended', now => nodeOf(now, primary)?.running === undefined);
		const skipped = await cluster.until('what was not run is told', () =>
			cluster.events.slice(from).findLast(event => event.type === 'skipped'),
		);
		const outcomes = cluster.events
			.slice(from)
			.flatMap(event => (event.type === 'outcome' && event.outcome.node === primary ? [event.outcome] : []));
		const ok = outcomes.filter(({status}) => status === 'ok').length;
		expect(outcomes.map(({status}) => status)).toEqual([...Array(ok).fill('ok'), 'cancelled']);
		expect(outcomes.length + (skipped.type === 'skipped' ? skipped.statements.length : 0)).toBe(200);
		const {values} = await cluster.run(primary, 'SELECT count(*) FROM cancelled');
		// Of the one that was cancelled nobody can tell: it may have been committed at that moment.
		expect([BigInt(ok), BigInt(ok) + 1n]).toContain(values[0]![0]);
	});

	it('does nothing behind a statement that failed', async () => {
		await cluster.run(primary, 'CREATE TABLE unique_once (a UNIQUE)');
		const values = [1, 2, 2, 3, 4];
		const ids = cluster.start(primary, ...values.map(a => `INSERT INTO unique_once VALUES (${a})`));
		expect(await cluster.outcome(ids[2]!)).toMatchObject({status: 'failed'});
		expect((await cluster.run(primary, 'SELECT a FROM unique_once')).values).toEqual([[1n], [2n]]);
	});
});
