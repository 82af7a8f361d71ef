import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {run as check} from '../../source/commands/check.ts';
import {run as demo} from '../../source/commands/demo.ts';
import {type TestFolder, testFolder} from '../clusters/embedded.ts';
import {docker} from '../stack/engine.ts';
import {type TestStack, testStack} from '../stack/stack.ts';
import {type TestIo, testIo} from './command-io.ts';

/** A first build takes its time. */
const patienceMs = 5 * 60_000;

/** What comes of each step, by script and step: `replication ingress` to `pass`, or to the line that says why not. */
function outcomesOf(output: string): ReadonlyMap<string, string> {
	const lines = output.split('\n').map(line => /^(pass|fail|skip|not run) {2}(\S+) {2}(\S+)/.exec(line));
	return new Map(lines.flatMap(found => (found ? [[`${found[2]} ${found[3]}`, found[1]!]] : [])));
}

/** A text without its breaks: where they are depends on the length of a test's names. */
const inOneLine = (text: string) => text.replaceAll('\n', ' ');

const script = `format: 1
title: Theirs
about: What a guest does.
steps:
  - id: make
    title: Make it
    say: A table is made, and the replica is stopped.
    do:
      - {run: "CREATE TABLE visitors (name TEXT); BEGIN; INSERT INTO visitors VALUES ('Ada');", on: primary}
      - {stop: replica}
    then:
      - {table: visitors, on: primary}
      - {status: stopped, on: replica}
  - id: wrong
    title: It fails
    say: There is no such column.
    do: [{run: "SELECT nobody FROM visitors;", on: primary}]
    holds: [{table: visitors, on: primary}]
`;

describe('scripts on real LiteFS', () => {
	let stack: TestStack;
	let folder: TestFolder;
	let file: string;

	const tables = () => stack.inNode('primary', 'sqlite3', '/litefs/data.db', '.tables');
	const onStack = async (
		files: readonly string[],
		io: TestIo,
		more: {readonly mayWrite?: boolean} = {mayWrite: true},
	) => ({
		exitStatus: await check({files, docker: stack.project, ...more}, io),
		said: io.said(),
		out: io.written(),
	});

	beforeAll(async () => {
		stack = await testStack();
		folder = testFolder();
		file = join(folder.path, 'theirs.yaml');
		writeFileSync(file, script);
		const up = await stack.up({port: stack.port});
		expect(up, up.said).toMatchObject({exitStatus: 0});
	}, patienceMs);

	afterAll(async () => {
		folder.clean();
		await stack.down({volumes: true});
		await docker('rmi', `${stack.project}-node`, `${stack.project}-ingress`);
	}, patienceMs);

	it('have the same outcome for every step as without Docker, but for what one of the two cannot do', async () => {
		const before = await tables();
		const here = testIo();
		expect(await check({files: []}, here)).toBe(0);
		const there = await onStack([], testIo());
		expect(there, there.out).toMatchObject({exitStatus: 0, said: ''});
		const [embedded, litefs] = [outcomesOf(here.written()), outcomesOf(there.out)];
		expect([...litefs.keys()]).toEqual([...embedded.keys()]);
		const different = [...embedded].flatMap(([step, outcome]) =>
			litefs.get(step) === outcome ? [] : [[step, outcome, litefs.get(step)]],
		);
		expect(different).toEqual([
			['replication forwarded', 'skip', 'pass'],
			['replication ingress', 'skip', 'pass'],
			['replication far-away', 'pass', 'skip'],
			['2-what-a-replica-refuses forwarded', 'skip', 'pass'],
			['4-far-away distance', 'pass', 'skip'],
			['6-a-replica-that-was-away snapshot', 'pass', 'skip'],
		]);
		expect(await tables()).toBe(before);
	});

	it('are played to a person who says yes, are told what they will do, and can be played again', async () => {
		for (const time of ['first', 'second']) {
			const io = testIo({answer: true});
			expect(await demo({docker: stack.project}, io), `the ${time} time: ${io.written()}`).toBe(0);
			expect(inOneLine(io.said())).toBe(
				`This makes the tables users and users2 on primary of docker: ${stack.project}, database data.db, and drops them again. It cuts off replica-1, and puts that back. Go on?`,
			);
			expect(io.written()).toContain('✓ pages were answered by every node');
		}
	});

	it('do nothing where the person says no, or where there is nobody to ask', async () => {
		const before = await stack.position('primary');
		const no = await onStack([file], testIo({answer: false}), {});
		expect(no).toMatchObject({exitStatus: 2, out: ''});
		expect(inOneLine(no.said)).toMatch(
			/It stops replica-1, and puts that back\. Go on\? Nothing was done\.$/,
		);
		const nobody = await onStack([file], testIo({input: ''}), {});
		expect(nobody).toMatchObject({exitStatus: 2, out: ''});
		expect(nobody.said).toMatch(/Without a terminal to ask on, --write says that it may\.$/);
		expect(await stack.position('primary')).toBe(before);
	});

	it('leave everything as it was where a step fails', async () => {
		const before = await tables();
		const failed = await onStack([file], testIo());
		expect(failed).toMatchObject({exitStatus: 1, said: ''});
		expect(Object.fromEntries(outcomesOf(failed.out))).toEqual({
			'theirs make': 'pass',
			'theirs wrong': 'fail',
		});
		expect(await tables()).toBe(before);
		expect(await docker('inspect', '--format', '{{.State.Status}}', stack.container('replica-1'))).toBe(
			'running\n',
		);
	});

	it('leave everything as it was where they are interrupted', async () => {
		const before = await tables();
		const interruption = new AbortController();
		const io = testIo({interrupted: interruption.signal, onOut: () => interruption.abort()});
		const stopped = await onStack([file], io);
		expect(stopped).toMatchObject({
			exitStatus: 130,
			said: 'Interrupted: putting everything back. Once more ends at once.',
		});
		expect(await tables()).toBe(before);
		expect(await docker('inspect', '--format', '{{.State.Status}}', stack.container('replica-1'))).toBe(
			'running\n',
		);
	});

	it('are not begun where a table of theirs is somebody’s already', async () => {
		await stack.inNode(
			'primary',
			'sqlite3',
			'/litefs/data.db',
			'CREATE TABLE Visitors (id); INSERT INTO Visitors VALUES (1)',
		);
		const before = await stack.position('primary');
		const taken = await onStack([file], testIo());
		expect(taken).toMatchObject({
			exitStatus: 1,
			out: 'fail  theirs  make  It makes the table visitors, and that is in data.db already, perhaps with somebody’s data.\nnot run  theirs  wrong\n1 not run\n0 passed, 1 failed\n',
		});
		expect(await stack.position('primary')).toBe(before);
		await stack.inNode('primary', 'sqlite3', '/litefs/data.db', 'DROP TABLE Visitors');
	});

	it('read through the ingress from every node, however many there are', async () => {
		expect(await stack.up({port: stack.port, replicas: 3})).toMatchObject({exitStatus: 0});
		const io = testIo();
		expect(await demo({docker: stack.project, mayWrite: true}, io), io.written()).toBe(0);
		expect(io.written()).toContain('✓ pages were answered by every node');
	});
});
