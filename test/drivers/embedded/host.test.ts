import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {release} from '../../../source/drivers/embedded/release.ts';
import {formatPosition} from '../../../source/litefs/position.ts';
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

describe('a host', () => {
	test('tells of a transaction of another program: on the primary, what it did, and when it arrived', async () => {
		const {host, shell} = await withTable({replicas: 2});
		await shell.insert(1);
		await host.identical(3n);
		await host.until('both changes', () => [2n, 3n].every(txid => host.changeOf(txid) !== undefined));
		expect([host.changeOf(2n), host.changeOf(3n)]).toEqual(['+ table t', 'writes to t']);
		expect(host.tables.get('replica-2')).toEqual([{name: 't', kind: 'table', columns: ['id', 'a']}]);
		const arrivals = host.of('arrivals').flatMap(event => event.arrivals);
		const ofLast = arrivals.filter(({last}) => last === 3n);
		expect(ofLast.map(({node}) => node).sort()).toEqual(['replica-1', 'replica-2']);
		expect(ofLast.every(({elapsedMs}) => elapsedMs >= 0)).toBe(true);
		const position = `${formatPosition(host.positions.get('primary')!)}\n`;
		for (const node of ['primary', 'replica-1', 'replica-2']) {
			expect(readFileSync(`${host.database(node)}-pos`, 'latin1')).toBe(position);
		}
	});

	test('tells that another program vacuumed', async () => {
		const {host, shell} = await withTable();
		await shell.exec('INSERT INTO t (a) SELECT zeroblob(9000) FROM (VALUES (1), (2), (3), (4))');
		await shell.exec('VACUUM');
		await host.identical(4n);
		await host.until('what it did', () => host.changeOf(4n) !== undefined);
		expect(host.changeOf(4n)).toBe('vacuum: the whole database rewritten');
	});

	test.each(['before it is worked out', 'after it was worked out'])(
		'adds to what a session says, %s, the tables that its triggers wrote to',
		async when => {
			const {host, shell} = await withTable();
			await shell.exec('CREATE TABLE log (a)');
			await shell.exec('CREATE TRIGGER logs AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END');
			await host.identical(4n);
			await host.until('the trigger', () => host.changeOf(4n) !== undefined);
			const session = host.connect(() => {});
			session.send({type: 'hello', release, as: 'session', node: 'primary', pid: shell.pid, name: 'test 1'});
			await shell.insert(1);
			if (when === 'after it was worked out')
				await host.until('both tables', () => /^writes to (t, log|log, t)$/.test(host.changeOf(5n) ?? ''));
			const change = {text: 't: 1 row inserted', created: []};
			session.send({type: 'mark', sequence: 1, before: 4n, statement: 's1', durationMs: 1, change});
			await host.until('both', () => host.changeOf(5n) === 't: 1 row inserted, also writes to log');
		},
	);

	test('answers a session with the transactions it committed, and tells whose they are', async () => {
		const {host, shell} = await withTable();
		const answers: unknown[] = [];
		const session = host.connect(message => answers.push(message));
		session.send({type: 'hello', release, as: 'session', node: 'primary', pid: shell.pid, name: 'test 1'});
		await shell.insert(1);
		const change = {text: 't: 1 row inserted', created: []};
		const statement = {statement: 's1', durationMs: 1.5, change};
		session.send({type: 'mark', sequence: 1, before: 2n, ...statement});
		session.send({type: 'mark', sequence: 2, before: 3n, ...statement, statement: 's2'});
		await host.until('answers', () => answers.length === 3);
		expect(answers).toEqual([
			{type: 'welcome', path: host.database('primary'), readonly: false},
			{type: 'marked', sequence: 1, committed: {first: 3n, last: 3n}, atTxid: 3n, primaryTxid: 3n},
			{type: 'marked', sequence: 2, atTxid: 3n, primaryTxid: 3n},
		]);
		// What the host found out by itself may be told before what the session says.
		await host.until('what the session said', () => host.changeOf(3n) === 't: 1 row inserted');
	});

	test('gives a watcher that comes later everything there is', async () => {
		const {host, shell} = await withTable();
		await shell.insert(3);
		await host.identical(5n);
		host.forget();
		host.watch();
		await host.until('ready', () => host.of('ready').length === 1);
		expect(host.events.slice(0, 2).map(({type}) => type)).toEqual(['connecting', 'cluster']);
		expect([...host.nodes.keys()]).toEqual(['primary', 'replica-1']);
		const told = host.of('transactions').flatMap(event => event.transactions);
		expect(told.map(({position}) => position.txid)).toEqual([1n, 2n, 3n, 4n, 5n]);
		for (const {position, arrivals} of told) {
			expect(arrivals, `where TXID ${position.txid} has come`).toMatchObject([{node: 'replica-1'}]);
		}
	});

	test('keeps others out of its folder, and its socket to itself', async () => {
		const folder = temporaryFolder();
		const host = await RunningHost.start(folder);
		const second = RunningHost.start(folder, {}, 'ignore');
		await expect(second).rejects.toThrow(`Another litescope runs the cluster in ${folder}.`);
		expect(statSync(host.socket).mode & 0o777).toBe(0o600);
		expect(JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'))).toEqual({
			pid: host.pid,
			socket: host.socket,
			release,
		});
	});

	test('refuses a client of another release', async () => {
		const host = await RunningHost.start(temporaryFolder());
		const answers: unknown[] = [];
		host.connect(message => answers.push(message)).send({type: 'hello', release: '0.0.1', as: 'watcher'});
		await host.until('an answer', () => answers.length > 0);
		expect(answers).toEqual([
			{
				type: 'refused',
				reason: `This cluster is run by litescope ${release}; litescope 0.0.1 cannot join it.`,
			},
		]);
	});

	test('does not mind Ctrl+C, ends when its last watcher goes, and takes a temporary folder with it', async () => {
		const folder = join(temporaryFolder(), 'cluster');
		mkdirSync(folder);
		const host = await RunningHost.start(folder, {temporary: true});
		host.signal('SIGINT');
		host.signal('SIGHUP');
		const shell = new OtherProgram(host.database('primary'));
		await shell.exec('CREATE TABLE t (a)');
		await host.identical(2n);
		await shell.end();
		await host.close();
		expect(host.isThere()).toBe(false);
	});

	test('ends at SIGTERM, and goes on where it was', async () => {
		const {host, shell} = await withTable();
		await shell.insert(10);
		await host.identical(12n);
		const position = host.positions.get('primary');
		await shell.end();
		host.signal('SIGTERM');
		await host.ended;
		const again = await RunningHost.start(host.folder);
		await again.identical(12n);
		expect(again.positions.get('primary')).toEqual(position);
		expect(again.of('arrivals')).toEqual([]);
	});

	test('begins with the database it is given', async () => {
		const folder = temporaryFolder();
		const seed = join(folder, 'seed.db');
		const maker = new OtherProgram(seed);
		await maker.exec('CREATE TABLE seeded (a); CREATE VIEW v AS SELECT a AS b FROM seeded');
		await maker.end();
		const host = await RunningHost.start(folder, {seed});
		await host.identical(1n);
		expect(host.tables.get('replica-1')).toEqual([
			{name: 'seeded', kind: 'table', columns: ['a']},
			{name: 'v', kind: 'view', columns: ['b']},
		]);
	});
});
