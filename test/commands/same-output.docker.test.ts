import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ClusterOptions} from '../../source/commands/cluster-options.ts';
import {type ExecOptions, run as runExec} from '../../source/commands/exec.ts';
import {run as runStatus, type StatusOptions} from '../../source/commands/status.ts';
import type {TestCluster} from '../clusters/cluster.ts';
import {openEmbeddedCluster, type TestFolder, testFolder} from '../clusters/embedded.ts';
import {type LitefsStack, litefsStack} from '../clusters/litefs.ts';
import {testIo} from './command-io.ts';

const values = [
	'SELECT 9223372036854775807 AS most, -9223372036854775807 - 1 AS least, 9007199254740993',
	'SELECT 0.1 AS a, 1.0 AS b, 1e300 * 1e300 AS c, -1e999 AS d, 1e15, 1e-7, 123456789.125',
	"SELECT NULL AS n, 'NULL' AS t, '' AS e, 'null' AS u, '1' AS one",
	"SELECT x'' AS nothing, x'00ff27' AS bytes, zeroblob(3) AS zeros",
	`SELECT 'it''s' AS "a ""name""", '"x", y' AS b, 'one' || char(10) || 'two' || char(13, 10) AS c, ' ' AS d`,
	"-- Every script\nSELECT 'Ærøskøbing 東京 👩‍🚀 עברית; --' AS t, char(27) || '[31m' || char(7, 9, 127, 133) AS c",
	'SELECT id, name, id FROM people WHERE 0',
	'PRAGMA table_info(people)',
	'PRAGMA foreign_keys',
	'EXPLAIN QUERY PLAN SELECT 1',
	"INSERT INTO people (name) VALUES ('Edsger'), ('Barbara') RETURNING id, name",
	"DELETE FROM people WHERE name IN ('Edsger', 'Barbara')",
].join(';\n');

/** What exec is asked, in this order on both clusters. */
const questions: readonly {readonly it: string; readonly options: ExecOptions; readonly input?: string}[] = [
	{
		it: 'tells what was written',
		options: {},
		input: `
			CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT UNIQUE, what);
			INSERT INTO people (name, what) VALUES ('Ada', 1.5), ('Grace', NULL);
			BEGIN; UPDATE people SET what = 2; DELETE FROM people WHERE id = 2; ROLLBACK;
			BEGIN; INSERT INTO people (id, name) VALUES (7, 'Margaret'); COMMIT;
			SELECT * FROM people`,
	},
	...['table', 'json', 'csv'].map(format => ({
		it: `keeps every value, as ${format}`,
		options: {format},
		input: values,
	})),
	...['table', 'json', 'csv'].map(format => ({
		it: `asks all nodes, as ${format}`,
		options: {format, node: 'all', sql: 'SELECT * FROM people'},
	})),
	{it: 'asks a replica', options: {sql: 'SELECT name FROM people', node: 'replica'}},
	{
		it: 'asks a node by its name',
		options: {sql: 'SELECT name FROM people', node: 'replica-1', format: 'csv'},
	},
	{it: 'names the nodes that there are', options: {sql: 'SELECT 1', node: 'replica-9'}},
	{
		it: 'shows the first rows of many',
		options: {
			sql: 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 10005) SELECT x FROM c',
		},
	},
	{it: 'shows where a mistake is', options: {}, input: '-- Names\nSELECT id,\n  name\n\tFORM people;'},
	{it: 'says that there is no such table', options: {sql: 'SELECT * FROM peple', node: 'replica'}},
	{it: 'says that there is no such column', options: {sql: 'SELECT nam FROM people'}},
	{it: 'says that a statement is incomplete', options: {sql: 'SELECT ( -- what?'}},
	{it: 'says that a text has no end', options: {sql: "SELECT 'a"}},
	{it: 'says that a value is missing', options: {sql: 'SELECT ?1'}},
	{it: 'says which constraint failed', options: {sql: "INSERT INTO people (name) VALUES ('Ada')"}},
	{it: 'says that a number is too large', options: {sql: 'SELECT abs(-9223372036854775807 - 1)'}},
	{
		it: 'stops at a mistake and says what was not run',
		options: {format: 'csv'},
		input: 'SELECT 1 AS one; SELECT nosuch(1); SELECT 2;\n SELECT 3',
	},
	{it: 'is refused on a replica', options: {sql: 'DELETE FROM people', node: 'replica'}},
	{it: 'is refused on a replica alone', options: {sql: 'UPDATE people SET what = random()', node: 'all'}},
	{it: 'says that a transaction was left open', options: {}, input: 'BEGIN; DELETE FROM people'},
	{it: 'has rolled that back', options: {sql: 'SELECT count(*) AS still FROM people', format: 'csv'}},
	{it: 'writes nothing with --read-only', options: {sql: 'DELETE FROM people', readOnly: true}},
	{it: 'says that there is no statement', options: {sql: ' -- nothing'}},
	{it: 'says that dot commands are not for it', options: {}, input: '.tables\nSELECT 1;'},
	{it: 'says which formats there are', options: {sql: 'SELECT 1', format: 'xml'}},
];

describe('on real LiteFS the same comes out as without Docker:', () => {
	let folder: TestFolder;
	let embedded: TestCluster;
	let stack: LitefsStack;
	let ways: readonly ClusterOptions[];

	beforeAll(async () => {
		folder = testFolder();
		const importFile = join(folder.path, 'albums.db');
		const database = new Database(importFile);
		database.exec('CREATE TABLE albums (id INTEGER PRIMARY KEY, title TEXT)').close();
		const dataDir = join(folder.path, 'cluster');
		embedded = await openEmbeddedCluster({folder: dataDir, importFile});
		stack = await litefsStack('same');
		ways = [{dataDir}, {docker: stack.project, database: 'data.db'}];
	});
	afterAll(async () => {
		await embedded?.close();
		folder?.clean();
		await stack?.down();
	});

	const status = (options: StatusOptions) =>
		Promise.all(
			ways.map(async way => {
				const io = testIo();
				expect(await runStatus({...way, ...options}, io)).toBe(0);
				return io.written();
			}),
		);

	it.each(questions)('exec $it', async ({options, input}) => {
		const [without, withDocker] = await Promise.all(
			ways.map(async way => {
				const io = testIo(input === undefined ? {} : {input});
				const status = await runExec({...way, ...options}, io);
				// The clusters did not begin with the same transactions.
				return {status, out: io.written(), said: io.said().replaceAll(/TXID [0-9a-f]+/g, 'TXID …')};
			}),
		);
		expect(withDocker).toEqual(without);
	});

	it('status', async () => {
		const [without, withDocker] = await status({});
		const position = /[0-9a-f]{16}\/[0-9a-f]{16}/g;
		const [head, ...nodes] = withDocker!.split('\n');
		expect(head).toBe(`docker: ${stack.project}  data.db`);
		expect(nodes.join('\n').replaceAll(position, '…')).toBe(
			without!.split('\n').slice(1).join('\n').replaceAll(position, '…'),
		);
		expect(new Set(withDocker!.match(position)).size).toBe(1);
	});

	it('status --json, but for what each has of its own', async () => {
		const [without, withDocker] = (await status({json: true})).map(text => JSON.parse(text));
		expect(withDocker.cluster).toEqual({kind: 'docker', database: 'data.db', folder: null, temporary: false});
		const own = {
			path: null,
			clusterId: expect.stringMatching(/^LFSC[0-9A-F]{16}$/),
			position: expect.stringMatching(/^[0-9a-f]{16}\/[0-9a-f]{16}$/),
			journalMode: 'delete',
		};
		expect(withDocker.nodes).toEqual(without.nodes.map((node: object) => ({...node, ...own})));
	});
});
