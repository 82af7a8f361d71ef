import {afterAll, beforeAll, expect, it} from 'vitest';
import {awaitChange} from '../../source/commands/scripts/await-change.ts';
import {openScriptCluster, type ScriptCluster} from '../../source/commands/scripts/script-cluster.ts';
import {createTidier} from '../../source/commands/scripts/tidier.ts';
import {loadScript} from '../../source/scripts/load.ts';

let cluster: ScriptCluster;

beforeAll(async () => {
	cluster = await openScriptCluster({kind: 'embedded', options: {name: 'test'}});
});

afterAll(() => cluster?.close());

const text = `format: 1
title: T
about: A.
steps:
  - id: a
    title: T
    say: S
    do:
      - run: |
          CREATE TABLE visitors (name TEXT);
          CREATE TABLE "late ones" (name TEXT);
          CREATE VIEW names AS SELECT name FROM visitors;
        on: primary
    holds: [{identical: replica}]
`;

it('brings nodes and links back, ends what is open, and drops the tables of the script, and no others', async () => {
	const {script} = loadScript(text);
	const before = cluster.snapshot();
	const tidier = createTidier(script!, cluster);
	const run = (node: string, sql: string) => {
		const statements = sql.split('; ').map((one, index) => ({id: `${sql} ${index}`, sql: one}));
		tidier.send({type: 'run', run: sql, node, statements});
	};
	run('primary', 'CREATE TABLE mine (a)');
	run(
		'primary',
		'CREATE TABLE visitors (name TEXT); CREATE TABLE "Late Ones" (a); CREATE VIEW names AS SELECT 1',
	);
	run('primary', "BEGIN; INSERT INTO visitors VALUES ('Ada')");
	tidier.send({type: 'link', node: 'replica-1', latencyMs: 100, cut: true});
	tidier.send({type: 'kill', node: 'replica-1'});
	const isDone = await awaitChange(cluster, ({nodes}) =>
		nodes.every(({role, status, inTransactionSinceMs}) =>
			role === 'primary' ? inTransactionSinceMs !== undefined : status === 'killed',
		),
	);
	expect(isDone).toBe(true);
	expect(await tidier.tidy()).toEqual([]);
	const made = await cluster.ask(
		'primary',
		"SELECT name FROM sqlite_schema WHERE name IN ('mine', 'visitors', 'Late Ones', 'names')",
	);
	expect(made).toEqual({columns: ['name'], rows: [['mine']]});
	const nodes = cluster.snapshot().nodes.map(({name, status, link}) => ({name, status, link}));
	expect(nodes).toEqual(before.nodes.map(({name, link}) => ({name, status: 'running', link})));
});
