import {rmSync} from 'node:fs';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import {openEmbedded} from '../../../source/drivers/embedded/client.ts';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';
import {processes} from '../../clusters/processes.ts';
import {openDemo, type TestDemo} from './open-demo.ts';
import {story} from './story.ts';

let folder: TestFolder;
let demo: TestDemo;

beforeAll(() => {
	folder = testFolder();
});

afterEach(() => demo.close());

afterAll(() => folder.clean());

describe('at key presses', () => {
	it('each does one thing, and the next step begins with its text', async () => {
		demo = await openDemo(story);
		expect(demo.panel()).toMatchObject({at: -1, title: 'T', say: 'What it shows.'});
		await demo.does('space');
		expect(demo.panel()).toMatchObject({
			at: 0,
			say: 'A table is made.',
			next: 'CREATE TABLE a (b); on primary',
		});
		expect(demo.ran('primary')).toEqual([]);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 0, standing: 'passed'});
		expect(demo.ran('primary')).toEqual(['CREATE TABLE a (b);']);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, predict: 'How many are there?'});
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'waiting', next: 'SELECT b FROM a; on replica'});
		await demo.does('space');
		for (const _ of ['refused', 'refused', 'more', 'more']) await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 3, standing: 'passed'});
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 4, standing: 'over'});
		expect(demo.panel().steps.map(({mark}) => mark)).toEqual(['passed', 'passed', 'passed', 'passed']);
	});

	it('jumps forward on the same cluster, and back on a fresh one', async () => {
		demo = await openDemo(story);
		const first = demo.folder();
		demo.press('j', 'down', 'down', 'enter');
		await demo.at(3);
		expect(demo.folder()).toBe(first);
		expect(demo.ran('replica-1')).toEqual(['SELECT b FROM a;']);
		demo.press('b');
		await demo.at(2);
		expect(demo.folder()).not.toBe(first);
		expect(demo.ran('primary')).toEqual(['CREATE TABLE a (b);']);
		demo.press('s');
		await demo.at(3);
		demo.press('c', 'y');
		await demo.until('it begins anew', ({at, standing}) => at === -1 && standing === 'waiting');
		expect(demo.ran('primary')).toEqual([]);
	});
});

describe('with the presenter at the prompt', () => {
	it('a step that they have done is through, and one that cannot begin any more begins on a fresh cluster', async () => {
		demo = await openDemo(`steps:
  - id: a
    title: A
    say: A.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: replica}]
  - id: b
    title: B
    say: B.
    do: [{run: "CREATE TABLE b (c);", on: primary}]
    then: [{table: b, on: replica}]
`);
		await demo.does('space');
		demo.press('i', ...'CREATE TABLE a (b); CREATE TABLE b (c);', 'enter', 'escape');
		await demo.until('the step is through', ({standing}) => standing === 'passed');
		await demo.until('both tables are on the replica', () =>
			nodeOf(demo.runtime.store.get().snapshot, 'replica-1')!.tables.some(({name}) => name === 'b'),
		);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'failed'});
		expect(demo.panel().remark).toBe(
			'The step cannot begin: replica has the table b: it is so already. Space brings the cluster to where it begins.',
		);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'waiting'});
		expect(demo.ran('primary')).toEqual(['CREATE TABLE a (b);']);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'passed'});
	});
});

describe('when something fails', () => {
	it('goes on at the same step on a fresh cluster when that of the demo is gone', async () => {
		demo = await openDemo(story);
		demo.press('j', 'down', 'enter');
		await demo.at(2);
		const lost = demo.folder()!;
		rmSync(lost, {recursive: true, force: true});
		killHost(lost);
		await demo.until('it is told', ({remark}) => remark?.startsWith('The cluster failed') === true);
		await demo.at(2);
		expect(demo.folder()).not.toBe(lost);
		await demo.does('space');
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'passed'});
	});

	it('goes on at the next step when a node is away and this step is done', async () => {
		demo = await openDemo(story);
		await demo.does('space');
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 0, standing: 'passed'});
		demo.runtime.send({type: 'stop', node: 'replica-1'});
		await demo.until(
			'replica-1 is stopped',
			() => nodeOf(demo.runtime.store.get().snapshot, 'replica-1')?.status === 'stopped',
		);
		demo.press('space');
		await demo.at(2);
		expect(demo.panel().remark).toBe(
			'The cluster failed: replica-1 is stopped. The demo goes on with a fresh embedded one.',
		);
	});

	it('says when no cluster comes up at all, and tries again at a key', async () => {
		let opened = 0;
		let isBroken = true;
		demo = await openDemo(story, {
			fresh(take, sink) {
				opened += 1;
				if (isBroken) queueMicrotask(() => take([{type: 'gone', atMs: 0, text: 'No room.', exitStatus: 1}]));
				return isBroken ? {send() {}, async close() {}} : openEmbedded({name: 'test'}, take, sink);
			},
		});
		demo.press('space');
		await demo.at(1);
		demo.press('b');
		await demo.until('it is told', ({standing}) => standing === 'failed');
		expect(demo.panel().remark).toBe('No cluster can be started. No room. Space tries again.');
		expect(opened).toBe(3);
		isBroken = false;
		demo.press('space');
		await demo.until('it may begin', ({at, standing}) => at === -1 && standing === 'waiting');
	});

	it('a step that goes wrong on a fresh cluster too is told, and Space goes past it', async () => {
		demo = await openDemo(`steps:
  - id: wrong
    title: Wrong
    say: This cannot be.
    do: [{run: "INSERT INTO nowhere VALUES (1);", on: primary}]
    then: [{moved: primary, by: 1}]
  - id: right
    title: Right
    say: This can.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: replica}]
`);
		await demo.does('space');
		const first = demo.folder();
		demo.press('space');
		await demo.until(
			'it is tried anew',
			({standing, remark}) => standing === 'waiting' && remark !== undefined,
		);
		expect(demo.panel().remark).toBe(
			'The step failed on this cluster: INSERT INTO nowhere VALUES (1): no such table: nowhere (1). The demo goes on with a fresh embedded one.',
		);
		expect(demo.folder()).not.toBe(first);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 0, standing: 'failed'});
		expect(demo.panel().remark).toContain('no such table: nowhere');
		await demo.does('space');
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 1, standing: 'passed'});
	});
});

describe('a step that goes wrong wherever it is played', () => {
	const vain = `steps:
  - id: vain
    title: In vain
    say: This does not come.
    deadline: 200ms
    do: [{run: SELECT 1;, on: primary}]
    then: [{table: nowhere, on: primary}]
  - id: right
    title: Right
    say: This can.
    do: [{run: "CREATE TABLE a (b);", on: primary}]
    then: [{table: a, on: replica}]
`;

	it('is gone past on the cluster that is there, and is marked as one that went wrong, also when it is brought back', async () => {
		demo = await openDemo(vain);
		await demo.does('space');
		demo.press('space');
		await demo.until(
			'it is tried anew',
			({standing, remark}) => standing === 'waiting' && remark !== undefined,
		);
		await demo.does('space');
		expect(demo.panel()).toMatchObject({at: 0, standing: 'failed'});
		const here = demo.folder();
		demo.press('s');
		await demo.at(2);
		expect(demo.folder()).toBe(here);
		expect(demo.panel().steps.map(({mark}) => mark)).toEqual(['failed', 'open']);
		demo.press('a');
		await demo.until('it is begun again', ({standing}) => standing === 'busy');
		await demo.at(2);
		expect(demo.folder()).not.toBe(here);
		expect(demo.panel().steps.map(({mark}) => mark)).toEqual(['failed', 'open']);
	});
});

/** Ends the host of the cluster in a folder, without warning. */
function killHost(folder: string): void {
	for (const {pid, command} of processes()) if (command.includes(folder)) process.kill(pid, 'SIGKILL');
}
