import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import type {NodeInfo} from '../../source/cluster/node.ts';
import type {Outcome} from '../../source/cluster/statement.ts';
import {baselineOf, type QueryAnswer} from '../../source/scripts/facts.ts';
import {judge} from '../../source/scripts/judge.ts';
import type {Expectation} from '../../source/scripts/schema/expectation.ts';
import type {Value} from '../../source/sqlite/values.ts';
import {committed, freshCluster, positionAt, snapshotAfter} from '../cluster/story.ts';

const users = committed(2n, 'CREATE TABLE users (id, name)', {text: '+ table users', created: ['users']});
const begun = snapshotAfter(freshCluster());

const nodeEvent = (change: Partial<NodeInfo>, name = 'replica-1'): ClusterEvent => ({
	type: 'node',
	atMs: 900,
	node: {
		name,
		role: 'replica',
		status: 'running',
		journalMode: 'delete',
		pageSize: 4096,
		pages: 200,
		...change,
	},
});

const outcome = (change: Partial<Outcome>): ClusterEvent[] => [
	{type: 'started', atMs: 800, id: 's', node: 'replica-1', sql: 'SELECT 1', run: 'r'},
	{
		type: 'outcome',
		atMs: 801,
		outcome: {id: 's', node: 'replica-1', status: 'ok', durationMs: 1, inTransaction: false, ...change},
	},
];

/** Judges an expectation after events that came since the step began. */
function judged(
	expectation: Expectation,
	events: readonly ClusterEvent[],
	given: {
		readonly answer?: QueryAnswer;
		readonly rows?: readonly (readonly Value[])[];
		readonly servedBy?: readonly string[];
	} = {},
) {
	const verdict = judge(expectation, {
		snapshot: snapshotAfter(freshCluster(), events),
		baseline: baselineOf(begun),
		answerTo: () => given.answer,
		servedBy: given.servedBy ?? [],
		rowsOf: () => given.rows,
	});
	return `${verdict.finding}: ${verdict.expected} / ${verdict.actual}`;
}

const behind: ClusterEvent[] = [{type: 'position', atMs: 3, node: 'primary', position: positionAt(3n)}];
const diverged: ClusterEvent[] = [
	{type: 'position', atMs: 3, node: 'primary', position: {txid: 1n, checksum: 1n}},
];
const unknownChecksum: ClusterEvent[] = [
	{type: 'position', atMs: 3, node: 'primary', position: {txid: 1n, checksum: 0n}},
];
const stopped = [nodeEvent({status: 'stopped'})];
const arrival = (elapsedMs: number, snapshot: boolean): ClusterEvent => ({
	type: 'arrivals',
	atMs: 700,
	arrivals: [{node: 'replica-1', first: 2n, last: 2n, elapsedMs, seenAtMs: 700, snapshot}],
});

describe('an expectation', () => {
	it.each<[Expectation, readonly ClusterEvent[], string]>([
		[{role: 'primary', on: 'primary'}, [], 'pass: primary / primary'],
		[{role: 'primary', on: 'replica'}, [], 'fail: primary / replica'],
		[{role: 'replica', on: 'replica'}, stopped, 'cannot tell: replica / replica-1 is stopped'],
		[{status: 'stopped', on: 'replica'}, stopped, 'pass: stopped / stopped'],
		[{status: 'running', on: 'replica'}, stopped, 'fail: running / stopped'],
		[
			{table: 'USERS', on: 'replica', columns: ['id', 'name']},
			users,
			'pass: USERS (id, name) / users (id, name)',
		],
		[{table: 'users', on: 'replica', columns: ['id']}, users, 'fail: users (id) / users (id, name)'],
		[{table: 'users', on: 'replica'}, [], 'fail: users / no table users'],
		[{table: 'users', on: 'replica'}, [...users, ...stopped], 'cannot tell: users / replica-1 is stopped'],
		[{missing: 'users', on: 'replica'}, [], 'pass: no table users / no table users'],
		[{missing: 'users', on: 'replica'}, users, 'fail: no table users / users (id, name)'],
		[{missing: 'users', on: 'replica'}, stopped, 'cannot tell: no table users / replica-1 is stopped'],
		[{identical: 'replica'}, users, 'pass: identical / identical'],
		[{identical: 'replica'}, behind, 'fail: identical / 2 behind'],
		[{identical: 'replica'}, diverged, 'fail: identical / diverged'],
		[{identical: 'replica'}, unknownChecksum, 'cannot tell: identical / the checksums cannot be compared'],
		[{identical: 'replica'}, stopped, 'cannot tell: identical / replica-1 is stopped'],
		[{caughtUp: 'replica'}, diverged, 'pass: caught up / diverged'],
		[{caughtUp: 'replica'}, unknownChecksum, 'pass: caught up / caught up'],
		[{caughtUp: 'replica'}, behind, 'fail: caught up / 2 behind'],
		[{behind: 'replica', by: 2}, behind, 'pass: 2 behind / 2 behind'],
		[{behind: 'replica', by: 1}, behind, 'fail: 1 behind / 2 behind'],
		[{behind: 'replica'}, behind, 'pass: behind / 2 behind'],
		[{behind: 'replica'}, [], 'fail: behind / identical'],
		[{behind: 'replica'}, stopped, 'cannot tell: behind / replica-1 is stopped'],
		[{moved: 'primary', by: 1}, users, 'pass: 1 TXID further / 1 TXID further: 01 to 02'],
		[{moved: 'primary', by: 0}, users, 'fail: where it was / 1 TXID further: 01 to 02'],
		[{moved: 'replica', by: 0}, behind, 'pass: where it was / 0 TXIDs further: 01 to 01'],
		[{transaction: 'open', on: 'replica'}, outcome({inTransaction: true}), 'pass: open / open'],
		[{transaction: 'none', on: 'replica'}, outcome({inTransaction: true}), 'fail: none / open'],
		[
			{held: 'replica'},
			[nodeEvent({hold: {sinceMs: 1, by: 'you'}})],
			'pass: held by an unfinished read / held by you',
		],
		[{held: 'replica'}, [], 'fail: held by an unfinished read / not held'],
		[{came: 'transactions', on: 'replica'}, [arrival(5, false)], 'pass: transactions / transactions'],
		[
			{came: 'transactions', on: 'replica'},
			[arrival(5, false), arrival(5, true)],
			'fail: transactions / snapshot',
		],
		[{came: 'snapshot', on: 'replica'}, [arrival(5, true)], 'pass: snapshot / snapshot'],
		[{came: 'snapshot', on: 'replica'}, [], 'fail: snapshot / nothing came'],
		[{arrived: 'replica', after: '200ms'}, [arrival(200, false)], 'pass: 200ms or more / 200ms'],
		[{arrived: 'replica', after: '200ms'}, [arrival(199.9, false)], 'fail: 200ms or more / 199ms'],
		[{arrived: 'replica', after: '200ms'}, [], 'fail: 200ms or more / nothing came'],
		[
			{status: 'running', on: 'replica-2'},
			[],
			'cannot tell: replica-2 is running / there is no node replica-2 now',
		],
	])('%j is judged by what is known of the cluster', (expectation, events, verdict) => {
		expect(judged(expectation, events)).toBe(verdict);
	});

	const query: Expectation = {rows: 'SELECT id, name FROM users', on: 'replica', are: [[1, 'Ada']]};

	it('about rows cannot be told before its query is answered', () => {
		expect(judged(query, users)).toBe("cannot tell: (1, 'Ada') / the query has not been answered");
	});

	it.each<[string, QueryAnswer, string]>([
		['the rows', {columns: ['id', 'name'], rows: [[1n, 'Ada']]}, "pass: (1, 'Ada') / (1, 'Ada')"],
		['other rows', {columns: ['id', 'name'], rows: [[1n, 'Bob']]}, "fail: (1, 'Ada') / (1, 'Bob')"],
		[
			'a text that looks like the number',
			{columns: ['id', 'name'], rows: [['1', 'Ada']]},
			"fail: (1, 'Ada') / ('1', 'Ada')",
		],
		['no rows', {columns: ['id', 'name'], rows: []}, "fail: (1, 'Ada') / no rows"],
		[
			'that there is no such table',
			{error: {code: 'SQLITE_ERROR', number: 1, message: 'no such table: users'}},
			"fail: (1, 'Ada') / no such table: users",
		],
		[
			'that the database is locked',
			{error: {code: 'SQLITE_BUSY', number: 5, message: 'database is locked'}},
			"cannot tell: (1, 'Ada') / database is locked",
		],
		[
			'that the node is away',
			{error: {code: 'LITESCOPE_NODE_AWAY', message: 'replica-1 is away'}},
			"cannot tell: (1, 'Ada') / replica-1 is away",
		],
	])('about rows is judged by the answer: %s', (_, answer, verdict) => {
		expect(judged(query, users, {answer})).toBe(verdict);
	});

	it('about an answer looks at what the person ran in this step', () => {
		const answered: Expectation = {answered: [3], on: 'replica'};
		expect(judged(answered, [])).toBe('fail: (3) / nothing has been read in this step');
		expect(judged(answered, outcome({rows: 1}), {rows: [[3n]]})).toBe('pass: (3) / (3)');
		expect(judged(answered, outcome({rows: 1}), {rows: [[2n]]})).toBe('fail: (3) / (2)');
		const before = snapshotAfter(freshCluster(), outcome({rows: 1}));
		const facts = {
			snapshot: before,
			baseline: baselineOf(before),
			answerTo: () => undefined,
			servedBy: [],
			rowsOf: () => [[3n]],
		};
		expect(judge(answered, facts)).toMatchObject({finding: 'fail'});
	});

	it.each([
		[[], 'fail: primary, replica / no page has been read in this step'],
		[['primary', 'replica-1', 'primary'], 'pass: primary, replica / primary, replica-1, primary'],
		[['primary', 'primary'], 'fail: primary, replica / primary, primary'],
		[['primary', 'replica-1', 'replica-2'], 'fail: primary, replica / primary, replica-1, replica-2'],
	])('about who serves looks at every page of the step: %j', (servedBy, verdict) => {
		expect(judged({servedBy: ['primary', 'replica']}, [], {servedBy})).toBe(verdict);
	});

	it('about all nodes serving means those that run, however many there are', () => {
		const all: Expectation = {servedBy: 'all'};
		expect(judged(all, [], {servedBy: ['replica-1', 'primary']})).toMatch(/^pass: primary, replica-1 /);
		expect(judged(all, [], {servedBy: ['primary']})).toBe('fail: primary, replica-1 / primary');
	});

	it('cannot be told while a commit has been answered and the position is not known yet', () => {
		const news = outcome({committed: {first: 2n, last: 2n}});
		expect(judged({identical: 'replica'}, news)).toMatch(/^cannot tell: .* TXID 02 was committed/);
	});
});
