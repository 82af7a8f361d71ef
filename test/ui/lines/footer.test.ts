import {expect, test} from 'vitest';
import {freshCluster} from '../../cluster/story.ts';
import {openScreen} from '../open-screen.ts';

test('while the history is searched the footer has what keys do then, and nothing else', async () => {
	const screen = await openScreen(80, 24, freshCluster());
	await screen.press('ctrl+r');
	expect(screen.text().trimEnd().split('\n').at(-1)).toMatch(
		/^ HISTORY {2}Enter take it {2}Ctrl\+R further back +F1 keys$/,
	);
	await screen.press('ctrl+g');
	expect(screen.text().trimEnd().split('\n').at(-1)).toMatch(/^ EDIT {2}Enter run /);
	await screen.close();
});
