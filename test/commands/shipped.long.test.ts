import {afterAll, beforeAll, expect, it} from 'vitest';
import {run as check} from '../../source/commands/check.ts';
import {shippedScripts} from '../../source/commands/scripts/shipped.ts';
import {type TestFolder, testFolder} from '../clusters/embedded.ts';
import {testIo} from './command-io.ts';

let folder: TestFolder;

beforeAll(() => {
	folder = testFolder();
});

afterAll(() => folder.clean());

it('check passes everything that comes with litescope, on clusters of its own', async () => {
	const io = testIo();
	const exitStatus = await check({files: []}, io);
	const lines = io.written().trimEnd().split('\n');
	expect(lines.filter(line => !/^(pass|skip) {2}/.test(line))).toEqual([
		'3 skipped',
		expect.stringMatching(/^\d+ passed, 0 failed$/),
	]);
	// What is left out needs LiteFS itself.
	const leftOut = lines.filter(line => line.startsWith('skip'));
	expect(leftOut.map(line => line.split(/ {2,}/).slice(1, 3))).toEqual([
		['replication', 'forwarded'],
		['replication', 'ingress'],
		['2-what-a-replica-refuses', 'forwarded'],
	]);
	expect(new Set(lines.flatMap(line => line.match(/^pass {2}(\S+)/)?.[1] ?? [])).size).toBe(
		shippedScripts().length,
	);
	expect(exitStatus).toBe(0);
});
