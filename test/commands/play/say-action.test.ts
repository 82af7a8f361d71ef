import {expect, it} from 'vitest';
import {sayAction, sayVerdicts} from '../../../source/commands/play/say-action.ts';
import type {Action} from '../../../source/scripts/schema/action.ts';

it.each<[Action, string]>([
	[{run: 'SELECT 1,\n  2;\n', on: 'primary'}, 'SELECT 1, 2; on primary'],
	[{forward: 'INSERT INTO a VALUES (1);', on: 'replica'}, 'forward INSERT INTO a VALUES (1); from replica'],
	[{link: 'replica', latency: '200ms'}, 'move replica 200 ms away'],
	[{link: 'replica', latency: '0ms', cut: false}, 'move replica near and mend the link to replica'],
	[{link: 'replica', cut: true}, 'cut the link to replica'],
	[{kill: 'replica'}, 'kill replica'],
	[{get: '/invoices/1', times: 4}, 'read /invoices/1 through the ingress, 4 times'],
])('says what a key does: %j', (action, said) => {
	expect(sayAction(action)).toBe(said);
});

it('says the first thing that is not so, as a part of a sentence', () => {
	const so = {finding: 'pass', node: 'primary', about: 'A', expected: 'a', actual: 'a'} as const;
	const not = {
		...so,
		finding: 'fail',
		about: 'INSERT INTO a VALUES (1);',
		actual: 'no such table: a.',
	} as const;
	expect(sayVerdicts([so, not])).toBe('INSERT INTO a VALUES (1): no such table: a');
	expect(sayVerdicts([so])).toBe('nobody could tell why');
});
