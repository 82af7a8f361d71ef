import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {limits} from '../../source/cluster/limits.ts';
import {
	lastStatement,
	nodeOf,
	openTransactions,
	primaryOf,
	replicasSince,
	standingOf,
} from '../../source/cluster/selectors.ts';
import {committed, freshCluster, positionAt, refused, snapshotAfter} from './story.ts';

const users = {text: '+ table users', created: ['users']};

describe('a cluster that has come up', () => {
	it('has the primary first and the replicas in the order of their numbers', () => {
		const snapshot = snapshotAfter(freshCluster(['replica-10', 'replica-2', 'replica-1']));
		expect(snapshot.nodes.map(({name}) => name)).toEqual(['primary', 'replica-1', 'replica-2', 'replica-10']);
		expect(snapshot.phase).toBe('ready');
	});

	it('takes no table that it came with for one that has just arrived', () => {
		expect(nodeOf(snapshotAfter(freshCluster()), 'replica-1')?.newTables).toEqual([]);
	});
});

describe('a committed statement', () => {
	const snapshot = snapshotAfter(freshCluster(), committed(2n, 'CREATE TABLE users (id);', users));

	it('has its TXID and the time to the replica in the primary\u2019s transcript', () => {
		const entry = lastStatement(primaryOf(snapshot)!);
		expect(entry?.outcome?.committed).toEqual({first: 2n, last: 2n});
		expect(entry?.arrivals).toEqual([{node: 'replica-1', elapsedMs: 6}]);
	});

	it('stands in the replica\u2019s transcript as an arrival that says what it did', () => {
		expect(nodeOf(snapshot, 'replica-1')?.transcript).toMatchObject([
			{kind: 'arrival', first: 2n, last: 2n, elapsedMs: 6, text: '+ table users'},
		]);
	});

	it('marks the table as new on both nodes', () => {
		for (const node of snapshot.nodes) expect(node.newTables.map(({name}) => name)).toEqual(['users']);
	});

	it('is told the time to a replica also when that was faster than the outcome', () => {
		const events = committed(2n, 'CREATE TABLE users (id);', users);
		const outcome = events.filter(({type}) => type === 'outcome');
		const others = events.filter(({type}) => type !== 'outcome');
		const late = snapshotAfter(freshCluster(), others, outcome);
		expect(lastStatement(primaryOf(late)!)?.arrivals).toEqual([{node: 'replica-1', elapsedMs: 6}]);
	});
});

describe('a replica that joins later', () => {
	const joins = [
		...freshCluster(['replica-2']).filter(event => event.type === 'node' && event.node.name === 'replica-2'),
	].map(event => ({...event, atMs: 9000}) as ClusterEvent);
	const snapshot = snapshotAfter(
		freshCluster(),
		committed(2n, 'CREATE TABLE users (id);', users),
		joins,
		[
			{
				type: 'arrivals',
				atMs: 9500,
				arrivals: [{node: 'replica-2', first: 2n, last: 2n, elapsedMs: 9300, seenAtMs: 9500, snapshot: true}],
			},
		],
		committed(
			3n,
			'INSERT INTO users VALUES (1);',
			{text: 'users: 1 row inserted', created: []},
			undefined,
			9900,
		),
	);
	const [before, after] = snapshot.transactions;

	it('does not make the way of older transactions longer', () => {
		expect(before?.arrivals).toEqual([{node: 'replica-1', elapsedMs: 6}]);
		expect(replicasSince(snapshot, before!.seenAtMs).map(({name}) => name)).toEqual(['replica-1']);
	});

	it('is waited for from then on', () => {
		expect(replicasSince(snapshot, after!.seenAtMs).map(({name}) => name)).toEqual([
			'replica-1',
			'replica-2',
		]);
	});
});

describe('how a replica stands', () => {
	const standing = (txid: bigint, checksum = positionAt(txid).checksum) => {
		const snapshot = snapshotAfter(freshCluster(), [
			{type: 'position', atMs: 5, node: 'primary', position: positionAt(5n)},
			{type: 'position', atMs: 5, node: 'replica-1', position: {txid, checksum}},
		]);
		return standingOf(snapshot, nodeOf(snapshot, 'replica-1')!);
	};

	it('is identical with the same TXID and checksum', () => expect(standing(5n)).toEqual({kind: 'identical'}));
	it('is diverged with the same TXID and another checksum', () =>
		expect(standing(5n, 0x8000_0000_0000_0001n)).toEqual({kind: 'diverged'}));
	it('is behind by as many TXIDs as it lacks', () => expect(standing(3n)).toEqual({kind: 'behind', by: 2n}));
	it('is caught up, and not identical, where there is no checksum to compare', () =>
		expect(standing(5n, 0n)).toEqual({kind: 'caught-up'}));
});

describe('a merged apply', () => {
	it('is one line on the replica and reaches every transaction and statement in it', () => {
		const noReplicas: string[] = [];
		const two = committed(2n, 'INSERT 1', {text: 'users: 1 row inserted', created: []}, noReplicas);
		const three = committed(3n, 'INSERT 2', {text: 'users: 1 row inserted', created: []}, noReplicas);
		const snapshot = snapshotAfter(freshCluster(), two, three, [
			{
				type: 'arrivals',
				atMs: 400,
				arrivals: [{node: 'replica-1', first: 2n, last: 3n, elapsedMs: 98, seenAtMs: 400, snapshot: false}],
			},
		]);
		expect(nodeOf(snapshot, 'replica-1')?.transcript).toMatchObject([{kind: 'arrival', first: 2n, last: 3n}]);
		const statements = primaryOf(snapshot)!.transcript.filter(({kind}) => kind === 'statement');
		expect(statements.map(entry => entry.kind === 'statement' && entry.arrivals.length)).toEqual([1, 1]);
		expect(snapshot.transactions.map(({arrivals}) => arrivals)).toEqual([
			[{node: 'replica-1', elapsedMs: 198}],
			[{node: 'replica-1', elapsedMs: 98}],
		]);
	});
});

describe('a snapshot', () => {
	it('brings every transaction before it that the replica did not have', () => {
		const noReplicas: string[] = [];
		const change = {text: 'users: 1 row inserted', created: []};
		const snapshot = snapshotAfter(
			freshCluster(),
			committed(2n, 'INSERT 1', change),
			committed(3n, 'INSERT 2', change, noReplicas),
			committed(4n, 'INSERT 3', change, noReplicas),
			[
				{
					type: 'arrivals',
					atMs: 500,
					arrivals: [{node: 'replica-1', first: 4n, last: 4n, elapsedMs: 98, seenAtMs: 500, snapshot: true}],
				},
			],
		);
		const took = [[6], [198], [98]];
		expect(snapshot.transactions.map(({arrivals}) => arrivals.map(({elapsedMs}) => elapsedMs))).toEqual(took);
		const statements = primaryOf(snapshot)!.transcript.filter(entry => entry.kind === 'statement');
		expect(statements.map(({arrivals}) => arrivals.map(({elapsedMs}) => elapsedMs))).toEqual(took);
	});
});

describe('one who comes late', () => {
	it('is told which replicas have a transaction already', () => {
		const arrivals = [{node: 'replica-1', elapsedMs: 3}];
		const transaction = {position: positionAt(2n), committedAt: 0, seenAtMs: 0, pages: 1, arrivals};
		const snapshot = snapshotAfter(freshCluster(), [
			{type: 'transactions', atMs: 1, transactions: [transaction], skipped: 0},
		]);
		expect(snapshot.transactions[0]?.arrivals).toEqual(arrivals);
		expect(nodeOf(snapshot, 'replica-1')?.transcript).toEqual([]);
	});
});

describe('sessions', () => {
	it('have their open transaction until an outcome says that there is none', () => {
		const outcome = (id: string, inTransaction: boolean) => ({
			type: 'outcome' as const,
			atMs: 10,
			outcome: {id, node: 'primary', status: 'ok' as const, durationMs: 1, inTransaction},
		});
		const open = snapshotAfter(freshCluster(), [outcome('a', true)]);
		expect(openTransactions(open).map(({name}) => name)).toEqual(['primary']);
		expect(
			openTransactions(snapshotAfter(freshCluster(), [outcome('a', true), outcome('b', false)])),
		).toEqual([]);
	});

	it('keep a refused statement with the node\u2019s own words', () => {
		const snapshot = snapshotAfter(freshCluster(), refused('CREATE TABLE users2 (id INTEGER);'));
		expect(lastStatement(nodeOf(snapshot, 'replica-1')!)?.outcome?.error?.message).toBe(
			'attempt to write a readonly database',
		);
	});
});

describe('limits', () => {
	it('drop the oldest entries of a transcript and count them', () => {
		const over = 7;
		const notices = Array.from({length: limits.transcript + over}, (_, index) => ({
			type: 'notice' as const,
			atMs: index,
			node: 'primary',
			level: 'info' as const,
			text: `notice ${index}`,
		}));
		const primary = primaryOf(snapshotAfter(freshCluster(), notices))!;
		expect(primary.transcript).toHaveLength(limits.transcript);
		expect(primary.dropped).toBe(over);
		expect(primary.transcript[0]).toMatchObject({text: `notice ${over}`});
	});

	it('drop the oldest transactions and count them with those a driver skipped', () => {
		const many = Array.from({length: limits.transactions + 3}, (_, index) => ({
			position: positionAt(BigInt(index + 2)),
			committedAt: 0,
			seenAtMs: 0,
			pages: 1,
		}));
		const snapshot = snapshotAfter(freshCluster(), [
			{type: 'transactions', atMs: 1, transactions: many, skipped: 10},
		]);
		expect(snapshot.transactions).toHaveLength(limits.transactions);
		expect(snapshot.transactionsDropped).toBe(13);
	});
});
