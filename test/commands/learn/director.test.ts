import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';
import {eventually} from '../../clusters/eventually.ts';
import {emptyFolder, openLesson, type TestLesson} from './open-lesson.ts';

const twoSteps = `steps:
  - id: make
    title: Make it
    say: Make a table.
    predict: Will it arrive?
    solution: [{run: "CREATE TABLE a (b);", on: primary}]
    hints: [On the primary., "CREATE TABLE a (b);"]
    then: [{table: a, on: replica, columns: [b]}]
    holds: [{identical: replica}]
  - id: refused
    title: Try it
    say: Write to the replica.
    solution: [{run: "INSERT INTO a VALUES (1);", on: replica}]
    hints: [On the replica.]
    refused: read-only replica
    holds: [{rows: SELECT count(*) FROM a, on: primary, are: [0]}, {moved: primary, by: 0}]
`;

const counting = `steps:
  - id: make
    title: Make it
    say: Make a table.
    solution: [{run: "CREATE TABLE a (b);", on: primary}]
    hints: [CREATE TABLE]
    then: [{table: a, on: primary}]
  - id: count
    title: Count
    say: Write two rows, each in a transaction.
    solution: [{run: "INSERT INTO a VALUES (1); INSERT INTO a VALUES (2);", on: primary}]
    hints: [INSERT]
    then: [{moved: primary, by: 2}]
`;

const transaction = `steps:
  - id: begin
    title: Begin
    say: Begin.
    solution: [{run: "BEGIN; CREATE TABLE a (b);", on: primary}]
    hints: [BEGIN]
    then: [{transaction: open, on: primary}]
    holds: [{moved: primary, by: 0}]
  - id: commit
    title: Commit
    say: Commit.
    solution: [{run: "COMMIT;", on: primary}]
    hints: [COMMIT]
    then: [{transaction: none, on: primary}, {moved: primary, by: 1}]
`;

let folder: TestFolder;
let path: string;
let lesson: TestLesson;

beforeAll(() => {
	folder = testFolder();
});

beforeEach(() => {
	path = emptyFolder(folder.path);
});

afterEach(() => lesson.leave());

const txidOnPrimary = () => lesson.runtime.store.get().snapshot.nodes[0]?.position?.txid;

afterAll(() => folder.clean());

describe('a step', () => {
	it('is a checklist that ticks as what it expects comes true, also a refusal, and is then solved', async () => {
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		expect(lesson.tasks()).toEqual(['[ ] replica has the table a (b)']);
		lesson.act({type: 'predict', text: 'yes'});
		expect(lesson.panel()).toMatchObject({predict: 'Will it arrive?', predicted: 'yes'});
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		expect(lesson.tasks()).toEqual(['[x] replica has the table a (b)']);
		lesson.act('go');
		await lesson.at(2);
		expect(lesson.tasks()).toEqual(['[ ] a statement on replica is refused: read-only replica']);
		lesson.run('replica-1', 'INSERT INTO a VALUES (1);');
		await lesson.passed();
		lesson.act('go');
		await lesson.until('it is over', ({standing}) => standing === 'over');
		expect(lesson.panel().steps.map(({mark}) => mark)).toEqual(['passed', 'passed']);
		await lesson.leave();
		expect(lesson.saved()).toEqual({format: 1, steps: {make: 'solved', refused: 'solved'}});
	});
});

describe('the data', () => {
	it('is as it was when the lesson is gone on with, and what the step has counted so far', async () => {
		lesson = await openLesson(path, counting);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		lesson.run('primary', 'INSERT INTO a VALUES (1);');
		await lesson.until('one is counted', ({tasks}) => tasks[0]?.actual === '1 TXID further: 02 to 03');
		await lesson.leave();
		lesson = await openLesson(path, counting);
		await lesson.at(2);
		expect(lesson.panel().tasks[0]?.actual).toBe('1 TXID further: 02 to 03');
		lesson.run('primary', 'INSERT INTO a VALUES (2);');
		await lesson.passed();
	});

	it('is what the step began with when it is begun again', async () => {
		lesson = await openLesson(path, counting);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		lesson.run('primary', 'INSERT INTO a VALUES (3);');
		await lesson.until('one is counted', ({tasks}) => tasks[0]?.actual === '1 TXID further: 02 to 03');
		lesson.act('again');
		await lesson.at(2);
		expect(lesson.panel().tasks[0]?.actual).toBe('0 TXIDs further: 02 to 02');
		lesson.run('primary', 'INSERT INTO a VALUES (1); INSERT INTO a VALUES (2);');
		await lesson.passed();
		lesson.act('back');
		await lesson.at(1);
		expect(lesson.tasks()).toEqual(['[ ] primary has the table a']);
		expect(lesson.panel().steps.map(({mark}) => mark)).toEqual(['passed', 'passed']);
		lesson.act({type: 'jump', step: 1});
		await lesson.at(2);
	});

	it('is that of the step before where a transaction was open, and this is said', async () => {
		lesson = await openLesson(path, transaction);
		await lesson.at(1);
		lesson.run('primary', 'BEGIN; CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		lesson.act('again');
		await lesson.at(1);
		const remark =
			'“Commit” goes on from what is not kept, such as an open transaction: you are back at “Begin”.';
		expect(lesson.panel().remark).toBe(remark);
		lesson.run('primary', 'BEGIN; CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		await lesson.leave();
		lesson = await openLesson(path, transaction);
		await lesson.at(1);
		expect(lesson.panel().remark).toBe(remark);
	});

	it('is that of the step before where a transaction has ended before its step', async () => {
		lesson = await openLesson(path, transaction);
		await lesson.at(1);
		lesson.run('primary', 'BEGIN; CREATE TABLE a (b);');
		await lesson.passed();
		lesson.run('primary', 'COMMIT;');
		await lesson.until('it is committed', () => txidOnPrimary() === 2n);
		lesson.act('go');
		await lesson.at(2);
		lesson.act('again');
		await lesson.at(1);
		expect(lesson.panel().remark).toContain('you are back at “Begin”');
		expect(lesson.tasks()).toEqual(['[ ] a transaction is open on primary']);
	});

	it('is that of the step before where a step was gone on to without what it needs', async () => {
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		lesson.run('primary', 'INSERT INTO a VALUES (0);');
		await lesson.until('it is written', () => txidOnPrimary() === 3n);
		lesson.act('go');
		await lesson.until('it is told', ({remark}) => remark?.startsWith('First things') === true);
		lesson.act('again');
		await lesson.at(1);
		expect(lesson.tasks()).toEqual(['[ ] replica has the table a (b)']);
	});

	it('has to be put right where a step needs what is not so any more', async () => {
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		await eventually('the next step is kept', async () => lesson.saved().at?.step === 'refused');
		lesson.run('primary', 'INSERT INTO a VALUES (0);');
		lesson.act('go');
		await lesson.until('it is told', ({remark}) => remark?.startsWith('First things') === true);
		expect(lesson.tasks()).toEqual([
			'[ ] first: primary: SELECT count(*) FROM a gives (0)',
			'[ ] a statement on replica is refused: read-only replica',
		]);
		lesson.run('primary', 'DELETE FROM a;');
		await lesson.until('it is so', ({tasks}) => tasks.length === 1);
		lesson.run('replica-1', 'INSERT INTO a VALUES (1);');
		await lesson.passed();
	});
});

describe('help', () => {
	it('goes from hint to hint to the solution, which is played and not counted as solved', async () => {
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		lesson.act('hint');
		expect(lesson.panel().hints).toEqual(['On the primary.']);
		lesson.act('hint');
		lesson.act('hint');
		await lesson.passed();
		expect(lesson.ran('primary')).toEqual(['CREATE TABLE a (b);']);
		lesson.act('go');
		await lesson.at(2);
		lesson.act('hint');
		lesson.run('replica-1', 'INSERT INTO a VALUES (1);');
		await lesson.passed();
		await lesson.leave();
		expect(lesson.saved().steps).toEqual({make: 'shown', refused: 'solved with hints'});
	});

	it('takes back what was done wrong before it plays the solution', async () => {
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (wrong);');
		await lesson.until('it is seen', ({tasks}) => tasks[0]?.actual === 'a (wrong)');
		for (const _ of 'hhh') lesson.act('hint');
		await lesson.passed();
		expect(lesson.ran('primary')).toEqual(['CREATE TABLE a (b);']);
		lesson.act('skip');
		await lesson.at(2);
		lesson.act('skip');
		await lesson.until('it is over', ({standing}) => standing === 'over');
		await lesson.leave();
		expect(lesson.saved().steps).toEqual({make: 'shown'});
	});
});

describe('the solution', () => {
	it('of a step that cannot be begun by itself is played with that of the step before', async () => {
		lesson = await openLesson(path, transaction);
		await lesson.at(1);
		lesson.run('primary', 'BEGIN; CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		lesson.run('primary', 'ROLLBACK;');
		await lesson.until('it is seen', ({tasks}) => tasks[0]?.isDone === true);
		lesson.act('hint');
		lesson.act('hint');
		await lesson.until('the second is passed', ({at, standing}) => at === 1 && standing === 'passed');
		expect(lesson.ran('primary')).toEqual(['BEGIN;', 'CREATE TABLE a (b);', 'COMMIT;']);
		await lesson.leave();
		expect(lesson.saved().steps).toEqual({begin: 'solved', commit: 'shown'});
	});
});

describe('a solution that goes wrong', () => {
	it('is told, and the step is begun again from further back: what it began with was not what it needs', async () => {
		const moving = counting.replace('then: [{table: a, on: primary}]', 'then: [{moved: primary, by: 1}]');
		lesson = await openLesson(path, moving);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE b (a);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		for (const _ of 'hh') lesson.act('hint');
		await lesson.until('it is told', ({standing}) => standing === 'failed');
		expect(lesson.panel().remark).toContain('no such table: a');
		lesson.act('again');
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
	});
});

describe('a cluster that is lost', () => {
	it('is told, and Ctrl+X r goes on from where the step begins', async () => {
		lesson = await openLesson(path, counting);
		await lesson.at(1);
		lesson.run('primary', 'CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
		const {folder: cluster} = lesson.runtime.store.get().snapshot.cluster!;
		rmSync(cluster!, {recursive: true, force: true, maxRetries: 10});
		await lesson.until('it is told', ({standing}) => standing === 'failed');
		expect(lesson.panel().remark).toContain('was deleted, and the cluster with it.');
		lesson.act('again');
		await lesson.at(2);
		lesson.run('primary', 'INSERT INTO a VALUES (1); INSERT INTO a VALUES (2);');
		await lesson.passed();
	});
});

describe('progress', () => {
	it('that cannot be read is told, and progress that cannot be saved where', async () => {
		mkdirSync(path, {recursive: true});
		writeFileSync(join(path, 'progress.json'), 'torn');
		lesson = await openLesson(path, twoSteps);
		await lesson.at(1);
		expect(lesson.message()).toMatch(/progress\.json was damaged; it is kept as .*\.damaged-/);
		rmSync(join(path, 'progress.json'));
		mkdirSync(join(path, 'progress.json', 'in the way'), {recursive: true});
		lesson.act('hint');
		await lesson.until('it is told', () => lesson.message()?.includes('cannot be saved in') === true);
		expect(lesson.message()).toContain(join(path, 'progress.json'));
	});
});
