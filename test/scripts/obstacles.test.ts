import {expect, it} from 'vitest';
import {reduce} from '../../source/cluster/reduce.ts';
import type {ClusterSnapshot} from '../../source/cluster/snapshot.ts';
import {footprintOf} from '../../source/scripts/footprint.ts';
import {describeFootprint} from '../../source/scripts/guest-question.ts';
import {loadScript} from '../../source/scripts/load.ts';
import {obstacleTo} from '../../source/scripts/obstacles.ts';
import type {Script} from '../../source/scripts/schema.ts';
import {freshCluster, snapshotAfter} from '../cluster/story.ts';

/** A LiteFS cluster with a primary and a replica, whose primary has these tables. */
function theirs(...tables: readonly string[]): ClusterSnapshot {
	const snapshot = snapshotAfter(freshCluster(), [
		{
			type: 'tables',
			atMs: 1,
			node: 'primary',
			tables: tables.map(name => ({name, kind: 'table', columns: ['id']})),
		},
	]);
	const {capabilities} = snapshot.cluster!;
	const cluster = {
		...snapshot.cluster!,
		kind: 'docker',
		label: 'docker: shop',
		database: 'data.db',
		guest: true,
		capabilities: {...capabilities, latency: 'It cannot be slowed down.'},
	};
	return {...snapshot, cluster};
}

function script(steps: string, head = ''): Script {
	const text = `format: 1\ntitle: T\nabout: A.\n${head}steps:\n${steps}`;
	const loaded = loadScript(text);
	if (loaded.script) return loaded.script;
	throw new Error(loaded.mistakes.map(mistake => mistake.text).join('\n'));
}

const step = (id: string, rest: string) => `  - id: ${id}\n    title: T\n    say: S\n${rest}`;
const run = (sql: string) => step('a', `    do: [{run: "${sql}", on: primary}]\n`);
const reason = (of: Script, snapshot = theirs('albums')) => obstacleTo(of, snapshot)?.text;

it('a script is begun where nothing is in its way', () => {
	expect(reason(script(run('CREATE TABLE t (a); INSERT INTO t SELECT id FROM albums;')))).toBeUndefined();
});

it.each([
	[
		'a table that it makes is there, in whatever case',
		'CREATE TABLE Albums (id);',
		'It makes the table Albums, and that is in data.db already, perhaps with somebody’s data.',
	],
	[
		'it writes to a table of somebody else',
		'DELETE FROM albums; DROP TABLE genres;',
		'It writes to the tables albums and genres without making them, and on a cluster that is not its own a script works in tables of its own.',
	],
	[
		'a table that it reads is not there',
		'SELECT * FROM albums JOIN genres;',
		'It needs the table genres, which is not in data.db: it is made for litescope’s sample database.',
	],
])('it is not begun where %s', (_, sql, text) => {
	expect(obstacleTo(script(run(sql)), theirs('albums'))).toEqual({kind: 'in the way', text});
});

it('needs no table that is to be missing, and looks at no step that is left out', () => {
	const missing = step(
		'a',
		'    do: [{run: SELECT * FROM nowhere;, on: primary}]\n    refused: no such table\n',
	);
	const left = step('b', '    requires: [latency]\n    do: [{run: CREATE TABLE albums (a);, on: primary}]\n');
	expect(reason(script(missing + left))).toBeUndefined();
});

it.each([
	['requires: [latency]\n', 'It cannot be slowed down.'],
	['requires: [embedded]\n', 'It is about the embedded cluster, and this one is docker.'],
	['cluster: {latency: 1s}\n', 'It cannot be slowed down.'],
	['cluster: {replicas: 2}\n', 'It takes 2 replicas, and this cluster has 1.'],
	[
		'cluster: {data: shop.db}\n',
		'It begins with a database of its own, shop.db, and this cluster has its own.',
	],
])('a cluster cannot serve it as a whole: %j', (head, text) => {
	expect(obstacleTo(script(run('SELECT 1;'), head), theirs())).toEqual({kind: 'unserved', text});
});

it('waits for no node that is away', () => {
	const snapshot = theirs();
	const replica = snapshot.nodes.find(({role}) => role === 'replica')!;
	const stopped = reduce(snapshot, {type: 'node', atMs: 2, node: {...replica, status: 'stopped'}});
	expect(reason(script(run('SELECT 1;')), stopped)).toBe('replica-1 is stopped; start it first.');
});

it('a guest is told which tables are made and dropped, and what happens to nodes', () => {
	const told = (of: Script) => describeFootprint(footprintOf(of, theirs().cluster!), theirs());
	const both = step(
		'a',
		'    do:\n      - {run: "CREATE TABLE t (a);", on: primary}\n      - {kill: replica}\n',
	);
	expect(told(script(both))).toBe(
		'This makes the table t on primary of docker: shop, database data.db, and drops it again. It kills replica-1, and puts that back.',
	);
	expect(told(script(run('CREATE TABLE b (a); CREATE VIEW a AS SELECT 1;')))).toBe(
		'This makes the tables a and b on primary of docker: shop, database data.db, and drops them again.',
	);
	expect(told(script(run('SELECT 1;')))).toBeUndefined();
});
