/** Writes progress of more and more steps, a hundred at a time, until it is killed; says when it has begun. */
import {writeProgress} from '../../../source/home/progress.ts';
import type {Way} from '../../../source/home/progress-format.ts';

const [, , path = ''] = process.argv;
const steps: Record<string, Way> = {};
for (let count = 0; ; count += 1) {
	for (let step = 0; step < 100; step += 1) steps[`step-${count}-${step}`] = 'solved';
	await writeProgress(path, {format: 1, steps});
	if (count % 10 === 3) process.stdout.write('.');
}
