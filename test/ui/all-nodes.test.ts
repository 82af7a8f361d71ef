import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {Value} from '../../source/sqlite/values.ts';
import {freshCluster} from '../cluster/story.ts';
import {answered} from './answered.ts';
import {openScreen, type TestScreen} from './open-screen.ts';

let screen: TestScreen;

beforeEach(async () => {
	screen = await openScreen(120, 34, freshCluster());
});

afterEach(() => screen.close());

/** Runs a statement on all nodes, whose answers are these rows. */
async function ask(sql: string, rows: Readonly<Record<string, readonly (readonly Value[])[]>>) {
	await screen.press('ctrl+t', 'ctrl+t');
	await screen.type(sql);
	await screen.press('enter');
	for (const command of screen.sent) {
		if (command.type !== 'run') continue;
		const {node, run, statements} = command;
		const {id} = statements[0]!;
		const answer = {columns: ['a', 'b'], rows: rows[node]!};
		await screen.happens(answered(screen.runtime.results, answer, {sql, node, run, id}));
	}
}

describe('a statement for all nodes', () => {
	it('goes to each of them, in one run', async () => {
		await ask('SELECT * FROM t;', {primary: [], 'replica-1': []});
		expect(screen.sent).toMatchObject([
			{type: 'run', node: 'primary', statements: [{sql: 'SELECT * FROM t;'}]},
			{type: 'run', node: 'replica-1', statements: [{sql: 'SELECT * FROM t;'}]},
		]);
		expect(new Set(screen.sent.map(command => command.type === 'run' && command.run)).size).toBe(1);
	});

	it('says that an answer is the same as the primary’s', async () => {
		const rows = [
			[1n, 'x'],
			[2n, null],
		];
		await ask('SELECT * FROM t;', {primary: rows, 'replica-1': rows});
		expect(screen.text()).toContain('= the same as primary');
	});

	it('marks the rows that differ, with their types, and counts those that are missing', async () => {
		await ask('SELECT * FROM t;', {
			primary: [
				[1n, 'x'],
				[2n, 'y'],
				[3n, 'z'],
			],
			'replica-1': [
				[1n, 'x'],
				[2n, '1'],
				[2n, 1n],
			],
		});
		const marked = screen.text().match(/≠ +2 +1/g);
		expect(marked).toHaveLength(2);
		expect(screen.text()).not.toMatch(/≠ +1 +x/);
		expect(screen.text()).toContain('≠ 2 rows that primary does not have, 2 rows of primary');
	});

	it('tells rows in another order from rows that differ', async () => {
		await ask('SELECT * FROM t;', {
			primary: [
				[1n, 'x'],
				[2n, 'y'],
			],
			'replica-1': [
				[2n, 'y'],
				[1n, 'x'],
			],
		});
		expect(screen.text()).toContain('the rows of primary in another order');
	});
});

it('a statement for one node is compared with nothing', async () => {
	await screen.type('SELECT 1;');
	await screen.press('enter');
	const [command] = screen.sent;
	if (command?.type !== 'run') throw new Error('Nothing was run.');
	const statement = {sql: 'SELECT 1;', node: 'primary', run: command.run, id: command.statements[0]!.id};
	await screen.happens(answered(screen.runtime.results, {columns: ['1'], rows: [[1n]]}, statement));
	expect(screen.text()).toContain('1 row');
	expect(screen.text()).not.toMatch(/[=≠]/);
});

it('what cannot be run comes back into the prompt, with the reason', async () => {
	await screen.type('.read none.sql');
	await screen.press('enter');
	expect(screen.sent).toEqual([]);
	expect(screen.text()).toContain('none.sql cannot be read: there is no such file.');
	expect(screen.text()).toMatch(/^ primary ▸ \.read none\.sql/m);
});
