import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';
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

describe('a transaction', () => {
	it('is there in the next step', async () => {
		lesson = await openLesson(path, transaction);
		await lesson.at(1);
		lesson.run('primary', 'BEGIN; CREATE TABLE a (b);');
		await lesson.passed();
		lesson.act('go');
		await lesson.at(2);
	});
});
