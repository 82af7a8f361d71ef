/**
 * Makes checkpoints of a cluster and brings them back, without end; says so when it has done each once. All files of
 * the cluster say the same at any time.
 */
import {existsSync, mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openLessonFolder} from '../../../../source/commands/learn/lesson-folder.ts';

const path = process.argv[2] ?? '';
const folder = openLessonFolder(path);
const names = Array.from({length: 40}, (_, index) => join(folder.cluster, `${index}.db`));

if (!existsSync(folder.cluster)) {
	mkdirSync(folder.cluster);
	for (const name of names) writeFileSync(name, `written by ${process.pid} ${'x'.repeat(10_000)}`);
}
for (let count = 0; ; count += 1) {
	// As if nothing had been written for a while.
	for (const name of names) utimesSync(name, 1, 1);
	await folder.keep('step');
	await folder.bringBack('step');
	if (count === 1) process.stdout.write('.');
}
