import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import type {TestCluster} from '../../clusters/cluster.ts';
import {eventually} from '../../clusters/eventually.ts';
import {type ForeignName, type ForeignStack, foreignStack} from '../../clusters/foreign/stack.ts';
import {type RemoteEngine, remoteEngine} from '../../clusters/remote-engine.ts';

/** A refused write, as SQLite says it in either journal mode. */
const refusals = {
	rollback: {number: 8, message: 'attempt to write a readonly database'},
	wal: {number: 10, message: 'disk I/O error'},
};

/** A database of a foreign stack, and how its nodes are heard from this machine and from another one. */
const databases = [
	{
		what: 'a library with sqlite3 3.34, no curl and nothing published',
		stack: 'library',
		database: 'books',
		nodes: ['desk', 'reading-room'],
		mode: 'rollback',
		remote: 'polled',
	},
	{
		what: 'the other database of that library, in WAL mode',
		stack: 'library',
		database: 'loans.sqlite',
		nodes: ['desk', 'reading-room'],
		mode: 'wal',
		remote: 'polled',
	},
	{
		what: 'a shop under supervisord, with its own ports and folders',
		stack: 'shop',
		database: 'shop.db',
		nodes: ['till', 'window'],
		mode: 'wal',
		remote: 'told',
	},
	{
		what: 'a course’s stack with an entry point in shell form',
		stack: 'course',
		database: 'data.db',
		nodes: ['primary', 'replica1'],
		mode: 'rollback',
		remote: 'told',
	},
] as const;

describe('a LiteFS cluster that nobody prepared for litescope', () => {
	const stacks = new Map<ForeignName, ForeignStack>();
	let remote: RemoteEngine;

	beforeAll(async () => {
		remote = await remoteEngine();
		const stack = async (...[name, what]: Parameters<typeof foreignStack>) =>
			void stacks.set(name, await foreignStack(name, what));
		await stack('library', {
			services: ['desk', 'reading-room'],
			files: ['/srv/catalogue/books', '/srv/catalogue/loans.sqlite'],
		});
		await stack('shop', {services: ['till', 'window'], files: ['/opt/shop/db/shop.db']});
		await stack('course', {services: ['primary', 'replica1'], files: ['/litefs/data.db']});
	});
	afterAll(async () => {
		for (const stack of stacks.values()) await stack.down();
		await remote?.close();
	});

	for (const from of ['this machine', 'another machine'] as const) {
		describe.each(databases)(`$what, seen from ${from}`, ({stack, database, nodes, mode, remote: heard}) => {
			const [primary, replica] = nodes;
			const table = from === 'this machine' ? 'visits' : 'visits_from_afar';
			let cluster: TestCluster;

			beforeAll(async () => {
				const environment =
					from === 'this machine' ? {} : {environment: {...process.env, ...remote.environment}};
				cluster = await stacks.get(stack)!.open({...environment, ...(stack === 'library' && {database})});
			});
			afterAll(() => cluster?.close());

			it('is attached to, with its roles, and is heard as well as it can be', async () => {
				await cluster.until('the roles are known', now =>
					[primary, replica].every(
						name => nodeOf(now, name)?.role === (name === primary ? 'primary' : 'replica'),
					),
				);
				await cluster.identical(replica);
				expect(cluster.snapshot().cluster).toMatchObject({database, guest: true});
				const isPolled = from !== 'this machine' && heard === 'polled';
				for (const name of nodes)
					await cluster.until(`${name} is ${isPolled ? 'polled' : 'heard'}`, now => {
						return (nodeOf(now, name)?.polledMs !== undefined) === isPolled;
					});
			});

			it('takes what is written on the primary to the replica', async () => {
				const sql = `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, who TEXT, what)`;
				const created = await cluster.run(primary, sql);
				expect(created).toMatchObject({status: 'ok', node: primary});
				expect(created.committed).toBeDefined();
				const rows = `INSERT INTO ${table} (who, what) VALUES ('it''s\nAda', x'00ff'), (NULL, 9007199254740993)`;
				const inserted = await cluster.run(primary, rows);
				expect(inserted).toMatchObject({status: 'ok', changes: 2});
				await cluster.identical(replica);
				expect(await cluster.run(replica, `SELECT * FROM ${table}`)).toMatchObject({
					columns: ['id', 'who', 'what'],
					values: [
						[1n, "it's\nAda", Uint8Array.of(0, 255)],
						[2n, null, 9007199254740993n],
					],
				});
				await cluster.until('the transaction is listed as having arrived', ({transactions}) =>
					transactions.some(
						({statement, arrivals}) =>
							statement === inserted.id && arrivals.some(({node}) => node === replica),
					),
				);
			});

			it('refuses a write on the replica in SQLite’s words, with LiteFS’s beside them', async () => {
				const refused = await cluster.run(replica, `INSERT INTO ${table} (who) VALUES ('refused')`);
				expect(refused).toMatchObject({
					status: 'failed',
					error: {...refusals[mode], log: expect.stringContaining('read only replica')},
				});
			});

			it('forwards a write from the replica, and keeps no lock after it', async () => {
				const statements = [{id: 'forwarded', sql: `INSERT INTO ${table} (who) VALUES ('forwarded')`}];
				cluster.send({type: 'forward', run: 'forward', node: replica, statements});
				expect(await cluster.outcome('forwarded')).toMatchObject({status: 'ok', changes: 1, node: replica});
				expect(await cluster.run(primary, `UPDATE ${table} SET what = id`)).toMatchObject({changes: 3});
				await cluster.identical(replica);
				expect((await cluster.run(replica, `SELECT max(what) FROM ${table}`)).values).toEqual([[3n]]);
			});

			it('says where a mistake is, and leaves nothing in the containers', async () => {
				expect(await cluster.run(replica, `SELECT * FORM ${table}`)).toMatchObject({
					error: {number: 1, message: 'near "FORM": syntax error', offset: 9},
				});
				await cluster.close();
				for (const node of nodes) {
					await eventually(`nothing of ours runs on ${node}`, async () => {
						const lines = await stacks.get(stack)!.processes(node);
						return lines.every(line => !/sqlite3|find_mount|curl|perl/.test(line));
					});
				}
			});
		});
	}

	it('is asked for by its database where it has several', async () => {
		await expect(stacks.get('library')!.open()).rejects.toThrow(
			/has several databases.*\n {2}--db books\n {2}--db loans\.sqlite/,
		);
	});

	it('is asked for by its name where there are several clusters', async () => {
		const names = [...stacks.values()].map(({project}) => `--docker ${project}`).sort();
		await expect(stacks.get('library')!.open({cluster: undefined as never})).rejects.toThrow(
			new RegExp(`Several LiteFS clusters.*${names.join('.*')}`, 's'),
		);
	});
});
