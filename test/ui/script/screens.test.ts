import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import {edit} from '../../../source/ui/editor/edit.ts';
import {committed, freshCluster} from '../../cluster/story.ts';
import type {Person} from '../person.ts';
import {demo, hinted, lesson, solved, watching} from './shown.ts';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 120, rows: 34},
	{columns: 200, rows: 50},
] as const;

const create = 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);';
const made: readonly ClusterEvent[] = [
	...freshCluster(),
	...committed(15n, create, {text: '+ table users', created: ['users']}),
];

type Size = (typeof sizes)[number];

const moments: readonly [string, (size: Size) => Person][] = [
	['demo-waiting', size => watching(demo, size)],
	[
		'demo-typing',
		size => {
			const someone = watching({...demo, standing: 'busy'}, size);
			someone.changes(screen => ({
				...screen,
				editor: edit(screen.editor, {type: 'insert', text: 'CREATE TABLE users (id IN'}),
			}));
			return someone;
		},
	],
	[
		'demo-failed',
		size => {
			const {next: _, ...over} = demo;
			const remark = 'replica-1 should have the table users within 20 s. It is cut off since 21 s.';
			return watching({...over, standing: 'failed', remark}, size);
		},
	],
	['lesson-open', size => watching(lesson, size)],
	['lesson-hints', size => watching(hinted, size)],
	['lesson-passed', size => watching(solved, size, made)],
];

describe.each(sizes)('at $columns columns and $rows rows', size => {
	it.each(moments)('%s is on one screen', async (name, at) => {
		const text = `${at(size)
			.reads()
			.split('\n')
			.map(line => line.trimEnd())
			.join('\n')}\n`;
		await expect(text).toMatchFileSnapshot(`../screens/${name}-${size.columns}x${size.rows}.txt`);
	});
});
