import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {committed, freshCluster} from '../cluster/story.ts';
import {person} from './person.ts';

const change = {text: '+ table users', created: ['users']};

/** The same, as a cluster tells it that sees a commit before it knows of which statement it is. */
const toldEarly = (events: readonly ClusterEvent[]) =>
	events.map((event): ClusterEvent => {
		if (event.type !== 'transactions') return event;
		const transactions = event.transactions.map(({statement: _, durationMs: __, ...rest}) => rest);
		return {...event, transactions};
	});

describe('a transaction of this litescope', () => {
	const someone = person([
		...freshCluster(),
		...toldEarly(committed(15n, 'CREATE TABLE users (id);', change)),
	]);

	it('is listed with how long its statement took, also where it was seen before that was known', () => {
		expect(someone.reads()).toMatch(/0f .*\+ table users +1\.9 ms {3}replica-1 \+6 ms ✓/);
	});

	it('names its statement when it is opened', () => {
		someone.press('escape', '3', 'enter');
		expect(someone.reads()).toContain('a statement of this litescope, 1.9 ms');
		expect(someone.reads()).toContain('CREATE TABLE users (id);');
	});
});

describe('a transaction that was forwarded from a replica', () => {
	const forwarded = committed(15n, 'CREATE TABLE users (id);', change, ['replica-1', 'replica-2']).map(
		(event): ClusterEvent => {
			if (event.type === 'started') return {...event, node: 'replica-1'};
			if (event.type === 'outcome') return {...event, outcome: {...event.outcome, node: 'replica-1'}};
			if (event.type !== 'transactions') return event;
			const transactions = event.transactions.map(one => ({...one, statement: 'statement-15'}));
			return {...event, transactions};
		},
	);
	const someone = person([...freshCluster(['replica-1', 'replica-2']), ...forwarded], {
		columns: 120,
		rows: 34,
	});
	someone.press('ctrl+t');

	it('tells there of its way to every replica', () => {
		expect(someone.reads()).toMatch(/ok +forwarded +TXID 0f +┃.*\n.*replica-1 \+6 ms +replica-2 \+6 ms/);
	});

	it('names its statement when it is opened', () => {
		someone.press('escape', '3', 'enter');
		expect(someone.reads()).toContain('a statement of this litescope, 1.9 ms');
	});
});

describe('a transaction of someone else', () => {
	const others = toldEarly(committed(15n, '', change)).filter(({type}) => type === 'transactions');
	const someone = person([...freshCluster(), ...others]);

	it('is not said to be of a statement that was run here', () => {
		expect(someone.reads()).toMatch(/0f .*\+ table users +…/);
		someone.press('escape', '3', 'enter');
		expect(someone.reads()).toContain('another program, or another litescope');
	});
});
