import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openLessonFolder} from '../../../source/commands/learn/lesson-folder.ts';
import {lockLesson} from '../../../source/commands/learn/lesson-lock.ts';
import {testFolder} from '../../clusters/embedded.ts';
import {temporaryFolder} from '../../home/temporary-folder.ts';

/** Writes a cluster all of whose files say the same. */
function makeCluster(path: string, text: string): void {
	for (const name of ['cluster.json', 'primary/data.db', 'replica-1/data.db']) {
		mkdirSync(join(path, 'cluster', name, '..'), {recursive: true});
		writeFileSync(join(path, 'cluster', name), text);
	}
}

/** What the files of a folder say. */
function readFolder(folder: string): readonly string[] {
	return readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => /\.(json|db)$/.test(name))
		.map(name => readFileSync(join(folder, name), 'utf8'));
}

/** Runs a program with a folder until it has said something. */
async function startProgram(name: string, path: string) {
	const program = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
	const child = spawn(process.execPath, [program, path], {stdio: ['ignore', 'pipe', 'inherit']});
	await once(child.stdout!, 'data');
	return {
		async kill() {
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		},
	};
}

describe('a checkpoint', () => {
	it('is brought back in the place of what was done since', async () => {
		const path = temporaryFolder();
		makeCluster(path, 'before');
		const folder = openLessonFolder(path);
		expect(folder.has('make')).toBe(false);
		expect(await folder.keep('make')).toBeUndefined();
		expect(folder.has('make')).toBe(true);
		makeCluster(path, 'after');
		await folder.bringBack('make');
		expect(readFolder(folder.cluster)).toEqual(['before', 'before', 'before']);
		await folder.clear();
		expect(existsSync(folder.cluster) || folder.has('make')).toBe(false);
	});

	it('is whole, and so is the cluster, wherever the process that makes it or brings it back is killed', async () => {
		const path = temporaryFolder();
		for (let kills = 0; kills < 4; kills += 1) {
			const program = await startProgram('torture-checkpoints', path);
			await program.kill();
			const folder = openLessonFolder(path);
			for (const one of [folder.cluster, join(path, 'checkpoints', 'step')]) {
				expect(readFolder(one)).toHaveLength(40);
				expect(new Set(readFolder(one)).size).toBe(1);
			}
			expect(readdirSync(path).sort()).toEqual(['checkpoints', 'cluster']);
			expect(readdirSync(join(path, 'checkpoints'))).toEqual(['step']);
		}
	});
});

describe('a lesson', () => {
	it('is open in one litescope at a time, and free again when that is killed', async () => {
		const runtime = testFolder();
		onTestFinished(() => runtime.clean());
		const path = '/a/lesson';
		const lock = await lockLesson(path);
		expect(lock).toBeDefined();
		expect(await lockLesson(path)).toBeUndefined();
		lock!.release();
		const program = await startProgram('lock-lesson', path);
		expect(await lockLesson(path)).toBeUndefined();
		await program.kill();
		const two = await Promise.all([lockLesson(path), lockLesson(path)]);
		expect(two.filter(one => one !== undefined)).toHaveLength(1);
		for (const one of two) one?.release();
		expect(readdirSync(join(runtime.path, 'litescope'))).toEqual([]);
	});
});
