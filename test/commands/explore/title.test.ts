import {expect, it} from 'vitest';
import {emptySnapshot} from '../../../source/cluster/snapshot.ts';
import {followTitle} from '../../../source/commands/explore/title.ts';

it('the title never says more than the frame that is on the screen', async () => {
	let snapshot = emptySnapshot;
	let tell = () => {};
	const frames: (() => void)[] = [];
	const titles: string[] = [];
	followTitle(
		{
			get: () => ({snapshot, screen: {}}),
			subscribe(listener) {
				tell = listener;
				return () => {};
			},
		},
		() => new Promise(resolve => frames.push(resolve)),
		title => titles.push(title),
	);
	tell();
	snapshot = {...emptySnapshot, phase: 'ready'};
	frames[0]!();
	await null;
	expect(titles).toEqual(['litescope · starting']);
	tell();
	expect(titles).toHaveLength(1);
	frames[1]!();
	await null;
	expect(titles.at(-1)).toBe('litescope · ready');
});
