import {expect, test} from 'vitest';
import {ExecStarts} from '../../../../source/drivers/docker/engine/exec-starts.ts';

test('a container is paused when what is being started in it runs, and no other one has to wait', async () => {
	const starts = new ExecStarts();
	const did: string[] = [];
	const begun = await starts.begin('one');
	const paused = starts.pause('one', async () => void did.push('one is paused'));
	await starts.pause('two', async () => void did.push('two is paused'));
	did.push('the program runs');
	begun();
	await paused;
	expect(did).toEqual(['two is paused', 'the program runs', 'one is paused']);
});

test('nothing is started in a container while it is being paused', async () => {
	const starts = new ExecStarts();
	const did: string[] = [];
	const pausing = Promise.withResolvers<void>();
	const paused = starts.pause('one', () => pausing.promise.then(() => void did.push('it is paused')));
	const begins = starts.begin('one').then(begun => {
		did.push('a program is started');
		begun();
	});
	pausing.resolve();
	await Promise.all([paused, begins]);
	expect(did).toEqual(['it is paused', 'a program is started']);
});

test('a pause that is refused holds nothing up', async () => {
	const starts = new ExecStarts();
	await expect(starts.pause('one', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
	(await starts.begin('one'))();
});
