import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type ExecOptions, run} from '../../source/commands/exec.ts';
import type {TestCluster} from '../clusters/cluster.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../clusters/embedded.ts';
import {eventually, hostsOf} from '../clusters/processes.ts';
import {testIo} from './command-io.ts';

let test: TestFolder;

beforeAll(() => {
	test = testFolder();
});

afterAll(() => test.clean());

async function exec(options: ExecOptions, settings: Parameters<typeof testIo>[0] = {}) {
	const io = testIo(settings);
	const status = await run(options, io);
	return {status, out: io.written(), said: io.said()};
}

describe('exec on a cluster that a litescope runs', () => {
	let cluster: TestCluster;

	beforeAll(async () => {
		cluster = await openEmbeddedCluster({replicas: 2});
		await cluster.run('primary', 'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)');
		await cluster.run('primary', "INSERT INTO people (name) VALUES ('Ada'), (NULL)");
		await cluster.identical('replica-1');
		await cluster.identical('replica-2');
	});

	afterAll(() => cluster.close());

	it('finds it, and writes a table of the rows', async () => {
		expect(await exec({sql: 'SELECT * FROM people'})).toEqual({
			status: 0,
			out: 'id  name\n──  ────\n 1  Ada\n 2  NULL\n',
			said: '',
		});
	});

	it('writes JSON and CSV in which each value keeps its type', async () => {
		const sql = "SELECT 9007199254740993 AS i, 1.0 AS r, '' AS t, NULL AS n, x'00' AS b";
		expect(await exec({sql, format: 'json'})).toMatchObject({
			status: 0,
			out: '[\n{"i":9007199254740993,"r":1.0,"t":"","n":null,"b":{"blob":"00"}}\n]\n',
		});
		expect(await exec({sql, format: 'csv', node: 'replica'})).toMatchObject({
			status: 0,
			out: 'i,r,t,n,b\r\n9007199254740993,1.0,"",,x\'00\'\r\n',
		});
	});

	it('asks every node, and says whose answer is whose', async () => {
		const {status, out} = await exec({sql: 'SELECT count(*) AS n FROM people', node: 'all', format: 'csv'});
		expect(status).toBe(0);
		expect(out).toBe(
			'node,n\r\n"primary",2\r\n\r\nnode,n\r\n"replica-1",2\r\n\r\nnode,n\r\n"replica-2",2\r\n',
		);
	});

	it('says what a write did, apart from the data', async () => {
		const {status, out, said} = await exec({sql: "INSERT INTO people (name) VALUES ('Grace')"});
		expect({status, out}).toEqual({status: 0, out: ''});
		expect(said).toMatch(/^people: 1 row inserted {3}TXID [0-9a-f]{2,}$/);
	});

	it('ends with 1 and the node’s words where a statement fails, and says what was not run', async () => {
		const input = 'SELECT 1 AS one; CREATE TABLE people (id); SELECT 2;\n SELECT 3';
		const {status, out, said} = await exec({format: 'csv'}, {input});
		expect(status).toBe(1);
		expect(out).toBe('one\r\n1\r\n');
		expect(said).toContain('table people already exists (1)');
		expect(said).toContain('not run: SELECT 2;\nnot run: SELECT 3');
	});

	it('shows the place of an error, and explains it', async () => {
		const {status, said} = await exec({sql: 'SELECT * FORM people'});
		expect(status).toBe(1);
		expect(said.split('\n').slice(0, 3)).toEqual([
			'near "FORM": syntax error (1)',
			'  SELECT * FORM people',
			'           ^--- error here',
		]);
		expect(said.split('\n').length).toBeGreaterThan(3);
	});

	it('writes no result of a statement that fails before its first row', async () => {
		for (const format of ['table', 'json', 'csv']) {
			const sql = 'SELECT abs(-9223372036854775807 - 1)';
			expect(await exec({sql, format})).toMatchObject({status: 1, out: ''});
		}
	});

	it('is refused on a replica as everybody is', async () => {
		const {status, said} = await exec({sql: 'DELETE FROM people', node: 'replica-2'});
		expect(status).toBe(1);
		expect(said).toMatch(/^attempt to write a readonly database \(8\)\n {2}replica-2 is a replica: /);
	});

	it('streams as many rows as there are', async () => {
		const sql = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 50000) SELECT x FROM c';
		for (const node of ['primary', 'replica']) {
			const {status, out} = await exec({sql, format: 'csv', node});
			expect(status).toBe(0);
			expect(out.split('\r\n').slice(-3)).toEqual(['49999', '50000', '']);
		}
	});

	it('shows the first rows of a large table, and says so', async () => {
		const sql = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 20000) SELECT x FROM c';
		const {status, out, said} = await exec({sql});
		expect(status).toBe(0);
		expect(out.split('\n').at(-2)).toBe('10000');
		expect(said).toBe('These are the first 10,000 rows; --format csv and json give all of them.');
	});

	it('sends nothing to a terminal that it would obey', async () => {
		const sql = "SELECT char(27) || '[31m' AS a";
		for (const format of ['table', 'json', 'csv']) {
			const {out} = await exec({sql, format}, {outIsTerminal: true});
			expect(out).not.toContain('\u001b');
		}
		expect((await exec({sql, format: 'csv'})).out).toContain('\u001b[31m');
	});

	it('can be interrupted, and ends with 130', async () => {
		const interruption = new AbortController();
		const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c';
		const {status} = await exec(
			{sql: endless, format: 'csv'},
			{interrupted: interruption.signal, onOut: () => interruption.abort()},
		);
		expect(status).toBe(130);
	});

	it('ends well when the reader of its pipe has seen enough', async () => {
		const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c';
		const onOut = () => Promise.reject(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
		expect(await exec({sql: endless, format: 'csv'}, {onOut})).toMatchObject({status: 0});
	});

	it('says what is wrong with its options, and ends with 2', async () => {
		expect(await exec({sql: 'SELECT 1', node: 'replica-9'})).toEqual({
			status: 2,
			out: '',
			said: 'There is no node replica-9. The nodes are primary, replica-1, replica-2; primary, replica and all work too.',
		});
		expect(await exec({sql: 'SELECT 1', format: 'xml'})).toMatchObject({
			status: 2,
			said: '--format takes table, json, csv, not xml.',
		});
		expect(await exec({sql: ' -- nothing'})).toMatchObject({status: 2});
		expect(await exec({})).toMatchObject({status: 2});
		expect(await exec({}, {input: '.tables\nSELECT 1;'})).toMatchObject({
			status: 2,
			said: 'exec runs SQL; .tables is a dot command, for the explorer.',
		});
	});

	it('asks which one is meant where several run', async () => {
		const other = await openEmbeddedCluster({folder: join(test.path, 'other')});
		const {status, said} = await exec({sql: 'SELECT 1'});
		await other.close();
		expect(status).toBe(2);
		expect(said.split('\n').slice(1).sort()).toEqual(
			[cluster, other].map(one => `  --data-dir ${one.snapshot().cluster?.folder}`).sort(),
		);
	});
});

describe('exec where no cluster runs', () => {
	it('runs on a temporary one, and says so', async () => {
		const {status, out, said} = await exec({sql: 'SELECT count(*) > 0 AS any FROM artists', format: 'json'});
		expect({status, out}).toEqual({status: 0, out: '[\n{"any":1}\n]\n'});
		expect(said).toBe('No cluster was running: this was a temporary one, and it is gone now.');
	});

	it('runs on the one that is kept in a folder, and stops it again', async () => {
		const dataDir = join(test.path, 'kept');
		expect(await exec({dataDir, sql: 'CREATE TABLE a (b); INSERT INTO a VALUES (1)'})).toMatchObject({
			status: 0,
		});
		await eventually('its host has ended', () => hostsOf(dataDir).length === 0);
		expect(await exec({dataDir, sql: 'SELECT b FROM a', format: 'csv'})).toMatchObject({
			status: 0,
			out: 'b\r\n1\r\n',
			said: '',
		});
	});

	it('says in a sentence why it cannot', async () => {
		expect(await exec({dataDir: '/dev/null/x', sql: 'SELECT 1'})).toMatchObject({status: 1});
		expect(await exec({importFile: join(test.path, 'none.db'), sql: 'SELECT 1'})).toMatchObject({status: 1});
	});
});
