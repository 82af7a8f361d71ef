import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openHistory} from '../../source/home/history.ts';
import {temporaryFolder} from './temporary-folder.ts';

const limits = {history: 4, historyEntryBytes: 20};
const newPath = () => join(temporaryFolder(), 'state/litescope/history');
const folderOf = (path: string) => readdirSync(join(path, '..')).sort();

/** Adds entries as one run of litescope does. */
async function run(path: string, ...entries: string[]): Promise<(string | undefined)[]> {
	const history = openHistory(path, limits);
	await history.load();
	return Promise.all(entries.map(history.add));
}

const load = (path: string) => openHistory(path, limits).load();

describe('what was typed is there in the next run', () => {
	test('with its lines and quotes, and for its owner alone', async () => {
		const path = newPath();
		expect(await load(path)).toEqual({entries: []});
		await run(path, 'select 1;', "select 'a\n\\b';");
		expect(await load(path)).toEqual({entries: ['select 1;', "select 'a\n\\b';"]});
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
	});

	test('once where it was typed twice in a row, also over two runs', async () => {
		const path = newPath();
		await run(path, 'a', 'a', 'b', 'a');
		await run(path, 'a', 'c');
		expect((await load(path)).entries).toEqual(['a', 'b', 'a', 'c']);
	});

	test('but not what begins with a space, is empty, or is too long, which is said', async () => {
		const path = newPath();
		expect(await run(path, ' secret', '\n', 'x'.repeat(21), 'x'.repeat(20))).toEqual([
			undefined,
			undefined,
			'This statement has 21 bytes; the history keeps those of up to 20.',
			undefined,
		]);
		expect((await load(path)).entries).toEqual(['x'.repeat(20)]);
	});

	test('as far as the limit goes, in files that do not grow for ever', async () => {
		const path = newPath();
		for (let index = 0; index < 30; index += 3) {
			await run(path, `${index}`, `${index + 1}`, `${index + 2}`);
		}
		expect((await load(path)).entries).toEqual(['26', '27', '28', '29']);
		expect(folderOf(path).length).toBeLessThanOrEqual(3);
	});

	test('all of it, whatever other litescopes add and put away at the same time', async () => {
		const path = newPath();
		mkdirSync(join(path, '..'), {recursive: true});
		const program = join(import.meta.dirname, 'programs/add-history.ts');
		const names = ['a', 'b', 'c'];
		const programs = names.map(name =>
			spawn(process.execPath, [program, path, name, '25'], {stdio: ['pipe', 'pipe', 'inherit']}),
		);
		const exits = programs.map(each => once(each, 'exit'));
		await Promise.all(programs.map(each => once(each.stdout, 'data')));
		for (const each of programs) {
			each.stdin.write('go');
		}
		for (const [status] of await Promise.all(exits)) {
			expect(status).toBe(0);
		}
		const {entries, problem} = await openHistory(path, {history: 1000, historyEntryBytes: 1000}).load();
		expect(problem).toBeUndefined();
		const added = names.flatMap(name => Array.from({length: 25}, (_, index) => `${name} ${index}`));
		expect(entries.toSorted()).toEqual(added.sort());
	});
});

describe('a history that is not as it should be', () => {
	test('is set aside and said when it is damaged, and what can be read is kept', async () => {
		const path = newPath();
		await run(path, 'a', 'b');
		appendFileSync(path, '\0\0\0\n{"not": "a statement"}\n"c"\n');
		const damaged = readFileSync(path);
		const {entries, problem} = await load(path);
		expect(entries).toEqual(['a', 'b', 'c']);
		const aside = folderOf(path).find(name => name.startsWith('history.damaged-'));
		expect(problem).toBe(
			`The history was damaged. What could be read is kept; the damaged file is now ${join(path, '..', aside ?? '')}.`,
		);
		expect(readFileSync(join(path, '..', aside ?? ''))).toEqual(damaged);
		await run(path, 'd');
		expect(await load(path)).toEqual({entries: ['a', 'b', 'c', 'd']});
	});

	test('loses no more than the line that a full disk cut off', async () => {
		const path = newPath();
		await run(path, 'a');
		appendFileSync(path, '"b is cu');
		expect(await load(path)).toEqual({entries: ['a']});
		await run(path, 'c');
		expect((await load(path)).entries).toEqual(['a', 'c']);
	});

	test('is set aside unread when it is larger than any history', async () => {
		const path = newPath();
		mkdirSync(join(path, '..'), {recursive: true});
		writeFileSync(path, `"${'x'.repeat(limits.history * limits.historyEntryBytes)}"\n`);
		expect((await load(path)).problem).toMatch(/^The history was damaged\./);
		expect(folderOf(path)).toEqual([expect.stringMatching(/^history\.damaged-/)]);
	});

	test('is a sentence, once, when it cannot be read or written', async () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'file'), '');
		const path = join(folder, 'file/history');
		const history = openHistory(path, limits);
		expect(await history.load()).toEqual({
			entries: [],
			problem: expect.stringMatching(/^The history in .*history cannot be read: ENOTDIR.*\.$/),
		});
		expect(await history.add('a')).toMatch(
			/^The history cannot be written to .*, so it will be gone when litescope ends: /,
		);
		expect(await history.add('b')).toBeUndefined();
	});
});
