import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {readProgress, writeProgress} from '../../source/home/progress.ts';
import {noProgress, type Progress, withStep} from '../../source/home/progress-format.ts';
import {temporaryFolder} from './temporary-folder.ts';

const progress: Progress = {
	format: 1,
	steps: {make: 'solved', fill: 'solved with hints', look: 'shown'},
	at: {step: 'end', data: 'step', txids: {primary: '18446744073709551615'}, hints: 2, predicted: 'no'},
};

describe('a step', () => {
	it('that was solved stays solved, whatever is done later', () => {
		const solved = withStep(noProgress, 'make', 'solved');
		expect(withStep(solved, 'make', 'shown').steps).toEqual({make: 'solved'});
		expect(withStep(solved, 'make', 'solved with hints').steps).toEqual({make: 'solved'});
	});

	it('whose solution was seen is not solved without help any more', () => {
		const shown = withStep(noProgress, 'make', 'shown');
		expect(withStep(shown, 'make', 'solved').steps).toEqual({make: 'solved with hints'});
	});

	it('that was solved with hints is solved when that is done without', () => {
		const helped = withStep(noProgress, 'make', 'solved with hints');
		expect(withStep(helped, 'make', 'solved').steps).toEqual({make: 'solved'});
	});
});

describe('the file', () => {
	it('is nobody else’s, and is read as it was written', async () => {
		const path = join(temporaryFolder(), 'lessons', 'one', 'progress.json');
		expect(readProgress(path)).toEqual({progress: noProgress});
		expect(await writeProgress(path, progress)).toBeUndefined();
		expect(readProgress(path)).toEqual({progress});
		expect(statSync(path).mode & 0o777).toBe(0o600);
	});

	it.each([
		'{"format":1,"steps":{',
		'',
		'[]',
		'{"format":1,"steps":{"make":"perhaps"}}',
		'{"format":1,"steps":{},"at":{"step":"make","data":"step","hints":0,"txids":{"primary":"much"}}}',
	])('that is damaged is set aside as it is: %s', async text => {
		const folder = temporaryFolder();
		const path = join(folder, 'progress.json');
		writeFileSync(path, text);
		const {progress: read, problem, keepOut} = readProgress(path);
		expect(read).toEqual(noProgress);
		expect(keepOut).toBeUndefined();
		const [aside] = readdirSync(folder);
		expect(aside).toMatch(/^progress\.json\.damaged-\d{8}T\d{6}Z-[\da-f]{4}$/);
		expect(problem).toBe(
			`${path} was damaged; it is kept as ${join(folder, aside!)}, and progress begins anew.`,
		);
		await writeProgress(path, progress);
		expect(readFileSync(join(folder, aside!), 'utf8')).toBe(text);
	});

	it('of a newer format is left alone, and this is said', () => {
		const folder = temporaryFolder();
		const path = join(folder, 'progress.json');
		writeFileSync(path, '{"format":2,"stars":3}');
		const {problem, keepOut} = readProgress(path);
		expect(keepOut).toBeDefined();
		expect(problem).toBe(
			`${path} was written by a newer litescope (format 2) and is left as it is. Your progress is not saved.`,
		);
		expect(readdirSync(folder)).toEqual(['progress.json']);
	});

	it('that cannot be written is a sentence that says where', async () => {
		const folder = temporaryFolder();
		writeFileSync(join(folder, 'lessons'), 'a file');
		const path = join(folder, 'lessons', 'progress.json');
		expect(await writeProgress(path, progress)).toMatch(`Your progress cannot be saved in ${path}: `);
		mkdirSync(join(folder, 'progress.json'));
		expect(await writeProgress(join(folder, 'progress.json'), progress)).toContain('it is a folder');
	});

	it('is whole whenever the process that writes it is killed', async () => {
		const path = join(temporaryFolder(), 'progress.json');
		const program = fileURLToPath(new URL('programs/write-progress.ts', import.meta.url));
		for (let kills = 0; kills < 3; kills += 1) {
			const writer = spawn(process.execPath, [program, path], {stdio: ['ignore', 'pipe', 'inherit']});
			await once(writer.stdout!, 'data');
			writer.kill('SIGKILL');
			await once(writer, 'exit');
			const {progress: read, problem} = readProgress(path);
			expect(problem).toBeUndefined();
			expect(Object.keys(read.steps).length % 100).toBe(0);
		}
	});
});
