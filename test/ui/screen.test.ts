import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {committed, freshCluster, refused} from '../cluster/story.ts';
import {openScreen} from './open-screen.ts';

const sizes = [
	[80, 24],
	[120, 34],
	[200, 50],
] as const;

/** The story: a table made on the primary has arrived, a row after it, and the replica has just refused a write. */
const story: readonly (readonly ClusterEvent[])[] = [
	freshCluster(),
	committed(15n, 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);', {
		text: '+ table users',
		created: ['users'],
	}),
	committed(16n, "INSERT INTO users (name) VALUES ('Ada');", {text: 'users: 1 row inserted', created: []}),
	refused('CREATE TABLE users2 (id INTEGER);'),
];

describe.each(sizes)('at %i columns and %i rows', (columns, rows) => {
	const name = (what: string) => `screens/${what}-${columns}x${rows}.txt`;

	it('the story is on one screen', async () => {
		const screen = await openScreen(columns, rows, story.flat());
		await screen.press('ctrl+t');
		await expect(screen.text()).toMatchFileSnapshot(name('refused'));
		await screen.close();
	});

	it('a cluster that has just come up teaches what to type', async () => {
		const screen = await openScreen(columns, rows, freshCluster());
		await expect(screen.text()).toMatchFileSnapshot(name('fresh'));
		await screen.close();
	});

	it('the keys are listed', async () => {
		const screen = await openScreen(columns, rows, freshCluster());
		await screen.press('f1');
		await expect(screen.text()).toMatchFileSnapshot(name('keys'));
		await screen.close();
	});

	it('nothing is ever wider or taller than the terminal', async () => {
		const screen = await openScreen(columns, rows, story.flat());
		for (const key of ['f1', 'escape', 'ctrl+p', 'escape', 'escape', 'enter', 'escape'] as const) {
			await screen.press(key);
			expect(screen.scrolledOff()).toBe(0);
		}
		await screen.close();
	});
});
