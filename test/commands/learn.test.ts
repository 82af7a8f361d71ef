import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {run} from '../../source/commands/learn.ts';
import {EmbeddedError} from '../../source/drivers/embedded/client.ts';
import {type TestFolder, testFolder} from '../clusters/embedded.ts';
import {testIo} from './command-io.ts';

let folder: TestFolder;

beforeEach(() => {
	folder = testFolder();
	process.env.XDG_STATE_HOME = folder.path;
});

afterEach(() => folder.clean());

const plain = {isTerminal: false, color: false};

/** Keeps progress in a lesson, as a file says it. */
function keep(lesson: string, text: string): string {
	const path = join(folder.path, 'litescope', 'lessons', lesson);
	mkdirSync(path, {recursive: true});
	writeFileSync(join(path, 'progress.json'), text);
	return path;
}

/** What is said of a word that names no lesson. */
async function refusal(lesson: string): Promise<string> {
	const error = await run({...plain, lesson}, testIo()).catch((reason: unknown) => reason);
	if (!(error instanceof EmbeddedError)) throw error;
	expect(error.exitStatus).toBe(2);
	return error.message;
}

describe('litescope learn without a terminal', () => {
	it('lists the lessons with how far one is', async () => {
		const steps = '{"begin":"solved","commit":"solved with hints","insert":"shown","gone":"solved"}';
		keep('1-a-primary-and-a-replica', `{"format":1,"steps":${steps}}`);
		keep('4-far-away', '{"format":1,"steps":{},"at":{"step":"distance","data":"step","hints":0}}');
		const io = testIo();
		expect(await run(plain, io)).toBe(0);
		expect(io.written()).toBe(`\
1  A primary and a replica            2 of 6 steps, 1 with hints, 1 shown
2  What a replica refuses             not begun
3  Positions and checksums            not begun
4  Far away                           begun
5  The reader that stops replication  not begun
6  A replica that was away            not begun
`);
	});

	it('says what is wrong with what is kept, and lists the rest', async () => {
		const path = keep('2-what-a-replica-refuses', '{"format":');
		const io = testIo();
		expect(await run(plain, io)).toBe(0);
		expect(io.said()).toContain(`${join(path, 'progress.json')} was damaged; it is kept as `);
		expect(io.written()).toContain('2  What a replica refuses             not begun');
	});

	it.each(['3', 'positions-and-checksums', '3-positions-and-checksums', 'positions', 'CHECKSUMS'])(
		'finds a lesson by %s, which needs a terminal',
		async lesson => {
			expect(await refusal(lesson)).toMatch(/^A lesson needs a terminal\./);
		},
	);

	it('says which lesson is the nearest to a name that is none', async () => {
		expect(await refusal('far-awya')).toBe(
			'There is no lesson far-awya. far-away is the nearest. litescope learn lists them; a lesson of your own is a .yaml file.',
		);
		expect(await refusal('7')).toMatch(/^There is no lesson 7\. litescope learn lists them/);
		expect(await refusal('replica')).toMatch(/^There is no lesson replica\./);
		expect(await refusal('nowhere.yaml')).toBe('nowhere.yaml does not exist; a script is a YAML file.');
	});

	it('tells the mistakes in a file of one’s own, and of one that needs another cluster that it does', async () => {
		const file = join(folder.path, 'mine.yaml');
		writeFileSync(file, 'format: 1\ntitle: Mine\nsteps: []\n');
		const io = testIo();
		expect(await run({...plain, lesson: file}, io)).toBe(2);
		expect(io.said()).toContain(`${file}:1:1`);
		writeFileSync(
			file,
			'format: 1\ntitle: Mine\nabout: A.\nrequires: [docker]\nsteps: [{id: a, title: A, say: A., do: [{stop: replica}], then: [{status: stopped, on: replica}]}]\n',
		);
		expect(await refusal(file)).toBe(
			`${file} cannot be done as a lesson. It is about the docker cluster, and this one is embedded.`,
		);
	});

	it('forgets what was done in a lesson', async () => {
		const path = keep('6-a-replica-that-was-away', '{"format":1,"steps":{"stop":"solved"}}');
		const io = testIo();
		expect(await run({...plain, lesson: '6', reset: true}, io)).toBe(0);
		expect(io.said()).toBe('What was done in “A replica that was away” is forgotten.');
		expect(existsSync(path)).toBe(false);
		await expect(run({...plain, reset: true}, testIo())).rejects.toThrow('--reset takes the lesson');
	});

	it('says of a folder that cannot be made what is in the way', async () => {
		writeFileSync(join(folder.path, 'litescope'), '');
		const path = join(folder.path, 'litescope', 'lessons', '4-far-away');
		await expect(run({...plain, lesson: '4', reset: true}, testIo())).rejects.toThrow(
			`“Far away” cannot be opened in ${path}: a part of the path is a file.`,
		);
	});
});
