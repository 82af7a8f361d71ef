import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {nodeOf, standingOf} from '../../source/cluster/selectors.ts';
import type {Answer, TestCluster} from '../clusters/cluster.ts';

/** A driver's cluster for the suite: a primary called `primary` and a replica called `replica-1`. */
export interface ContractSubject {
	open(): Promise<TestCluster>;
	/** Ends the processes of the person's sessions, as the system does when memory is short. */
	killSessions(): void | Promise<void>;
	/** What a text with a NUL in it comes back as. */
	readonly textWithNul: string;
	/** How a change of the journal mode is refused that would end replication. */
	readonly journalModeRefusal: object;
	/** Links can be made slow. */
	readonly hasLatency: boolean;
	/** How a write on the replica is refused. */
	readonly writeRefusal: object;
	/** The replica is read by copies: what is read there holds nothing up, and goes on when the node is gone. */
	readonly isReplicaCopied: boolean;
	/** The primary forgets transactions as soon as they are larger than what it keeps. */
	readonly forgetsTransactions: boolean;
}

const [primary, replica] = ['primary', 'replica-1'];
const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c';

/** Tables so far: two subjects may share a cluster. */
let tables = 0;

/** What every driver must do. One cluster serves all of a block; each test has tables of its own. */
export function contract(name: string, subject: ContractSubject): void {
	let cluster: TestCluster;
	/** A name for a table that no other test uses. */
	const newTable = () => {
		tables += 1;
		return `t${tables}`;
	};
	const ok = async (node: string, sql: string): Promise<Answer> => {
		const answer = await cluster.run(node, sql);
		expect(answer, sql).toMatchObject({status: 'ok'});
		return answer;
	};
	const opened = () => {
		beforeAll(async () => {
			cluster = await subject.open();
		});
		afterAll(() => cluster?.close());
	};

	describe(`${name}: replication`, () => {
		opened();

		it('takes what is committed on the primary to the replica, and both are identical then', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, name TEXT)`);
			await ok(primary, `INSERT INTO ${table} (name) VALUES ('Ada'), ('Grace')`);
			await cluster.identical(replica);
			expect((await ok(replica, `SELECT * FROM ${table}`)).values).toEqual([
				[1n, 'Ada'],
				[2n, 'Grace'],
			]);
			await cluster.until('the replica shows the new table', now =>
				nodeOf(now, replica)?.newTables.some(one => one.name === table),
			);
		});

		it('says which transaction a statement committed, how many rows it changed, and whose transaction it is', async () => {
			const table = newTable();
			const created = await ok(primary, `CREATE TABLE ${table} (a)`);
			const inserted = await ok(primary, `INSERT INTO ${table} VALUES (1), (2), (3)`);
			expect(inserted.committed).toEqual({
				first: created.committed!.last + 1n,
				last: created.committed!.last + 1n,
			});
			expect(inserted).toMatchObject({changes: 3, atTxid: inserted.committed?.last, behind: 0n});
			const transaction = await cluster.until('the transaction is listed', ({transactions}) =>
				transactions.find(({position}) => position.txid === inserted.committed?.last),
			);
			expect(transaction).toMatchObject({
				statement: inserted.id,
				change: {text: `${table}: 3 rows inserted`},
			});
			await cluster.until('its arrival is told', ({transactions}) =>
				transactions
					.find(({position}) => position.txid === inserted.committed?.last)
					?.arrivals.some(({node, elapsedMs}) => node === replica && elapsedMs >= 0),
			);
		});

		it('commits nothing by reading, and says at which TXID the answer was', async () => {
			await cluster.identical(replica);
			const {txid} = nodeOf(cluster.snapshot(), primary)!.position!;
			for (const node of [primary, replica]) {
				const answer = await ok(node, 'SELECT count(*) FROM sqlite_schema');
				expect(answer).toMatchObject({atTxid: txid, behind: 0n});
				expect(answer).not.toHaveProperty('committed');
			}
		});

		it('refuses a write on the replica, in SQLite’s own words where it was SQLite’s to refuse', async () => {
			const answer = await cluster.run(replica, `CREATE TABLE ${newTable()} (id INTEGER)`);
			expect(answer).toMatchObject({
				status: 'failed',
				inTransaction: false,
				error: subject.writeRefusal,
			});
			expect(answer).not.toHaveProperty('committed');
		});

		it('keeps a transaction open over several statements, and replicates it when it is committed', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (a)`);
			const begun = await ok(primary, 'BEGIN');
			expect(begun.inTransaction).toBe(true);
			const inserted = await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			expect(inserted.inTransaction).toBe(true);
			expect(inserted).not.toHaveProperty('committed');
			expect(nodeOf(cluster.snapshot(), primary)).toHaveProperty('inTransactionSinceMs');
			await ok(primary, `INSERT INTO ${table} VALUES (2)`);
			expect((await ok(replica, `SELECT count(*) FROM ${table}`)).values).toEqual([[0n]]);
			const committed = await ok(primary, 'COMMIT');
			expect(committed.inTransaction).toBe(false);
			expect(committed.committed?.first).toBe(committed.committed?.last);
			expect(nodeOf(cluster.snapshot(), primary)?.inTransactionSinceMs).toBeUndefined();
			await cluster.identical(replica);
			expect((await ok(replica, `SELECT count(*) FROM ${table}`)).values).toEqual([[2n]]);
		});

		it.skipIf(subject.isReplicaCopied)(
			'says that an open read keeps the replica from applying, and goes on when it ends',
			async () => {
				const table = newTable();
				await ok(primary, `CREATE TABLE ${table} (a)`);
				await cluster.identical(replica);
				await ok(replica, 'BEGIN');
				await ok(replica, `SELECT * FROM ${table}`);
				await ok(primary, `INSERT INTO ${table} VALUES (1)`);
				await cluster.until('the hold is told', now => nodeOf(now, replica)?.hold);
				expect(standingOf(cluster.snapshot(), nodeOf(cluster.snapshot(), replica)!).kind).toBe('behind');
				const read = await ok(replica, `SELECT * FROM ${table}`);
				expect(read.values).toEqual([]);
				expect(read.behind).toBe(1n);
				await ok(replica, 'COMMIT');
				await cluster.identical(replica);
				expect(nodeOf(cluster.snapshot(), replica)?.hold).toBeUndefined();
				expect((await ok(replica, `SELECT * FROM ${table}`)).values).toEqual([[1n]]);
			},
		);
	});

	describe(`${name}: statements`, () => {
		opened();

		it('gives every value back with its type', async () => {
			const answer = await ok(
				primary,
				"SELECT 9223372036854775807, -9223372036854775808, 1.0, 0.1, 9e999, '', 'NULL', NULL, x'', x'00ff', 'a' || char(0) || 'b', 'ünï 👩‍👩‍👧'",
			);
			expect(
				answer.values.map(row => row.map(value => (value instanceof Uint8Array ? [...value] : value))),
			).toEqual([
				[
					9223372036854775807n,
					-9223372036854775808n,
					1,
					0.1,
					Number.POSITIVE_INFINITY,
					'',
					'NULL',
					null,
					[],
					[0, 255],
					subject.textWithNul,
					'ünï 👩‍👩‍👧',
				],
			]);
		});

		it('gives the columns also where there is no row, and where two have the same name', async () => {
			expect(await ok(primary, 'SELECT 1 AS a, 2 AS a WHERE 0')).toMatchObject({
				columns: ['a', 'a'],
				rows: 0,
			});
		});

		it('runs statements one after another, stops at the first that fails, and says which did not run', async () => {
			const table = newTable();
			const ids = cluster.start(
				primary,
				`CREATE TABLE ${table} (a UNIQUE)`,
				`INSERT INTO ${table} VALUES (1)`,
				`INSERT INTO ${table} VALUES (1)`,
				`INSERT INTO ${table} VALUES (2)`,
				`DROP TABLE ${table}`,
			);
			expect(await cluster.outcome(ids[1]!)).toMatchObject({status: 'ok'});
			expect(await cluster.outcome(ids[2]!)).toMatchObject({
				status: 'failed',
				error: {number: 19, message: `UNIQUE constraint failed: ${table}.a`},
			});
			const skipped = await cluster.until('what did not run is told', () =>
				cluster.events.findLast(event => event.type === 'skipped'),
			);
			expect(skipped).toMatchObject({
				node: primary,
				statements: [`INSERT INTO ${table} VALUES (2)`, `DROP TABLE ${table}`],
			});
			expect((await ok(primary, `SELECT a FROM ${table}`)).values).toEqual([[1n]]);
		});

		it('says where in a statement an error is', async () => {
			expect(await cluster.run(primary, 'SELECT 1 FORM albums')).toMatchObject({
				status: 'failed',
				error: {code: 'SQLITE_ERROR', message: 'near "albums": syntax error', offset: 14},
			});
		});

		it('does nothing for a comment, and that is no error', async () => {
			expect(await ok(primary, '-- nothing to do')).not.toHaveProperty('rows');
		});

		it('asks queries of litescope’s own beside the person’s session, and tells nobody of them', async () => {
			const table = newTable();
			const ask = (node: string, sql: string) => cluster.driver.ask!(node, sql);
			await ok(primary, `CREATE TABLE ${table} (id INTEGER)`);
			await ok(primary, 'BEGIN');
			await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			const told = cluster.events.filter(({type}) => type === 'started').length;
			const count = `SELECT count(*) AS n FROM ${table}`;
			expect(await ask(primary, count)).toEqual({columns: ['n'], rows: [[0n]]});
			expect(await ask(primary, 'SELECT * FROM nowhere')).toMatchObject({
				error: {message: expect.stringContaining('no such table: nowhere')},
			});
			expect(cluster.events.filter(({type}) => type === 'started')).toHaveLength(told);
			await ok(primary, 'COMMIT');
			await cluster.identical(replica);
			expect(await ask(replica, count)).toEqual({columns: ['n'], rows: [[1n]]});
		});

		it('keeps a session: temporary tables, settings and the last rowid stay', async () => {
			const table = newTable();
			await ok(primary, `CREATE TEMP TABLE mine_${table} (a)`);
			await ok(primary, `INSERT INTO mine_${table} (rowid, a) VALUES (41, 1)`);
			await ok(primary, 'PRAGMA cache_size = 123');
			const answer = await ok(primary, `SELECT last_insert_rowid(), count(*) FROM mine_${table}`);
			expect(answer.values).toEqual([[41n, 1n]]);
			expect((await ok(primary, 'PRAGMA cache_size')).values).toEqual([[123n]]);
		});

		it('returns rows of a statement that writes, and counts what it changed', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, a)`);
			const answer = await ok(primary, `INSERT INTO ${table} (a) VALUES (7), (8) RETURNING id, a`);
			expect(answer).toMatchObject({
				changes: 2,
				rows: 2,
				values: [
					[1n, 7n],
					[2n, 8n],
				],
			});
			expect(answer.committed).toBeDefined();
		});

		it('begins as the sqlite3 shell does, with foreign keys not enforced', async () => {
			expect((await ok(primary, 'PRAGMA foreign_keys')).values).toEqual([[0n]]);
		});

		it('refuses at once what would take the database out of replication', async () => {
			expect(await cluster.run(primary, 'PRAGMA journal_mode = OFF')).toMatchObject({
				status: 'failed',
				error: subject.journalModeRefusal,
			});
		});

		it('cancels a statement that would run for ever, and the next one runs', async () => {
			const [id] = cluster.start(primary, endless, 'SELECT 1');
			await cluster.until('it runs', now => nodeOf(now, primary)?.running === id);
			cluster.send({type: 'cancel', node: primary});
			expect(await cluster.outcome(id!)).toMatchObject({status: 'cancelled', inTransaction: false});
			expect((await ok(primary, 'SELECT 42')).values).toEqual([[42n]]);
		});

		it('runs on the other nodes while a statement runs on one', async () => {
			const [id] = cluster.start(primary, endless);
			await cluster.until('it runs', now => nodeOf(now, primary)?.running === id);
			expect((await ok(replica, 'SELECT 42')).values).toEqual([[42n]]);
			cluster.send({type: 'cancel', node: primary});
			await cluster.outcome(id!);
		});

		it('rolls an open transaction back when its statement is cancelled, and says that the session is lost', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (a)`);
			await ok(primary, 'BEGIN');
			await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			const [id] = cluster.start(primary, endless);
			await cluster.until('it runs', now => nodeOf(now, primary)?.running === id);
			cluster.send({type: 'cancel', node: primary});
			const outcome = await cluster.outcome(id!);
			expect(outcome).toMatchObject({sessionLost: 'cancelled', inTransaction: false});
			expect(outcome.error?.message).toContain('rolled back');
			expect((await ok(primary, `SELECT count(*) FROM ${table}`)).values).toEqual([[0n]]);
		});

		it('says so when a session dies under a statement, and the next one runs', async () => {
			const [id] = cluster.start(primary, endless);
			await cluster.until('it runs', now => nodeOf(now, primary)?.running === id);
			await subject.killSessions();
			expect(await cluster.outcome(id!)).toMatchObject({status: 'failed', sessionLost: 'crashed'});
			expect((await ok(primary, 'SELECT 42')).values).toEqual([[42n]]);
		});

		it('says so when a session dies between two statements with a transaction open', async () => {
			await ok(primary, 'BEGIN IMMEDIATE');
			await subject.killSessions();
			await cluster.until('it is told', () =>
				cluster.events.some(event => event.type === 'rolled-back' && event.node === primary),
			);
			expect(nodeOf(cluster.snapshot(), primary)?.inTransactionSinceMs).toBeUndefined();
			expect((await ok(primary, 'SELECT 42')).inTransaction).toBe(false);
		});

		it('answers for a node that there is not', async () => {
			expect(await cluster.run('nobody', 'SELECT 1')).toMatchObject({status: 'failed', node: 'nobody'});
		});
	});

	describe(`${name}: nodes`, () => {
		opened();

		it.runIf(subject.isReplicaCopied)(
			'reads at one position in a transaction, whatever comes meanwhile, and says so',
			async () => {
				const table = newTable();
				await ok(primary, `CREATE TABLE ${table} (a)`);
				await cluster.identical(replica);
				const begun = await ok(replica, 'BEGIN');
				expect(begun.inTransaction).toBe(true);
				const before = await ok(replica, `SELECT * FROM ${table}`);
				await ok(primary, `INSERT INTO ${table} VALUES (1)`);
				await cluster.identical(replica);
				expect(nodeOf(cluster.snapshot(), replica)?.hold).toBeUndefined();
				const read = await ok(replica, `SELECT * FROM ${table}`);
				expect(read).toMatchObject({values: [], atTxid: before.atTxid, behind: 1n, copy: true});
				await ok(replica, 'COMMIT');
				expect(await ok(replica, `SELECT * FROM ${table}`)).toMatchObject({values: [[1n]], behind: 0n});
			},
		);

		it('lets a replica that was stopped catch up', async () => {
			const table = newTable();
			await cluster.identical(replica);
			cluster.send({type: 'stop', node: replica});
			await cluster.until('it is stopped', now => nodeOf(now, replica)?.status === 'stopped');
			await ok(primary, `CREATE TABLE ${table} (a)`);
			await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			expect((await cluster.run(replica, 'SELECT 1')).status).toBe('failed');
			cluster.send({type: 'start', node: replica});
			await cluster.identical(replica);
			expect((await ok(replica, `SELECT a FROM ${table}`)).values).toEqual([[1n]]);
		});

		it.skipIf(subject.isReplicaCopied)('says so when a node is stopped under a statement', async () => {
			const [id] = cluster.start(replica, endless);
			await cluster.until('it runs', now => nodeOf(now, replica)?.running === id);
			// The session is there and busy once the statement before it has been answered and this one given to it.
			cluster.send({type: 'stop', node: replica});
			expect(await cluster.outcome(id!)).toMatchObject({
				status: 'failed',
				error: {code: 'LITESCOPE_NODE_LEFT'},
			});
			await cluster.until('it is stopped', now => nodeOf(now, replica)?.status === 'stopped');
			cluster.send({type: 'start', node: replica});
			await cluster.identical(replica);
			expect((await ok(replica, 'SELECT 42')).values).toEqual([[42n]]);
		});

		it('rolls back what was open in a session when its node is stopped, says so, and takes writes again later', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (a)`);
			await ok(primary, 'BEGIN');
			await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			cluster.send({type: 'stop', node: primary});
			await cluster.until('it is told', () =>
				cluster.events.some(event => event.type === 'rolled-back' && event.node === primary),
			);
			await cluster.until('it is stopped', now => nodeOf(now, primary)?.status === 'stopped');
			expect(nodeOf(cluster.snapshot(), primary)?.inTransactionSinceMs).toBeUndefined();
			expect(await cluster.run(primary, 'SELECT 1')).toMatchObject({
				status: 'failed',
				error: {code: 'LITESCOPE_NODE_AWAY'},
			});
			cluster.send({type: 'start', node: primary});
			await cluster.until('it runs', now => nodeOf(now, primary)?.status === 'running');
			await ok(primary, `INSERT INTO ${table} VALUES (2)`);
			await cluster.identical(replica);
			expect((await ok(replica, `SELECT a FROM ${table}`)).values).toEqual([[2n]]);
		});

		it('brings a replica that was killed back to where the primary is', async () => {
			const table = newTable();
			cluster.send({type: 'kill', node: replica});
			await cluster.until('it is gone', now => nodeOf(now, replica)?.status === 'killed');
			await ok(primary, `CREATE TABLE ${table} (a)`);
			cluster.send({type: 'start', node: replica});
			await cluster.identical(replica);
		});

		it('holds back what a cut link cannot carry, and says how far behind an answer is', async () => {
			const table = newTable();
			await ok(primary, `CREATE TABLE ${table} (a)`);
			await cluster.identical(replica);
			cluster.send({type: 'link', node: replica, latencyMs: 0, cut: true});
			await cluster.until('the link is cut', now => nodeOf(now, replica)?.link?.cut);
			await ok(primary, `INSERT INTO ${table} VALUES (1)`);
			await ok(primary, `INSERT INTO ${table} VALUES (2)`);
			const answer = await ok(replica, `SELECT count(*) FROM ${table}`);
			expect(answer).toMatchObject({values: [[0n]], behind: 2n});
			cluster.send({type: 'link', node: replica, latencyMs: 0, cut: false});
			await cluster.identical(replica);
			expect((await ok(replica, `SELECT count(*) FROM ${table}`)).values).toEqual([[2n]]);
		});

		it.runIf(subject.hasLatency)(
			'takes at least the latency of its link to bring a transaction to a replica',
			async () => {
				const latencyMs = 120;
				cluster.send({type: 'link', node: replica, latencyMs, cut: false});
				await cluster.until('the link is slow', now => nodeOf(now, replica)?.link?.latencyMs === latencyMs);
				const {committed} = await ok(primary, `CREATE TABLE ${newTable()} (a)`);
				const took = await cluster.until('it has arrived', ({transactions}) =>
					transactions
						.find(({position}) => position.txid === committed?.last)
						?.arrivals.find(({node}) => node === replica),
				);
				expect(took.elapsedMs).toBeGreaterThanOrEqual(latencyMs);
				cluster.send({type: 'link', node: replica, latencyMs: 0, cut: false});
			},
		);

		it.runIf(subject.forgetsTransactions)(
			'gives a replica a snapshot where what it missed is not kept any more',
			async () => {
				const table = newTable();
				await cluster.identical(replica);
				cluster.send({type: 'stop', node: replica});
				await cluster.until('it is stopped', now => nodeOf(now, replica)?.status === 'stopped');
				await ok(primary, `CREATE TABLE ${table} (a)`);
				await ok(primary, `INSERT INTO ${table} VALUES (zeroblob(25000000))`);
				for (const fill of ['randomblob(25000000)', 'zeroblob(25000000)', 'randomblob(25000000)']) {
					await ok(primary, `UPDATE ${table} SET a = ${fill}`);
				}
				const from = cluster.events.length;
				cluster.send({type: 'start', node: replica});
				await cluster.identical(replica);
				const arrivals = cluster.events
					.slice(from)
					.flatMap(event => (event.type === 'arrivals' ? event.arrivals : []));
				expect(arrivals.some(({snapshot, node}) => snapshot && node === replica)).toBe(true);
				expect((await ok(replica, 'PRAGMA integrity_check')).values).toEqual([['ok']]);
			},
		);
	});
}
