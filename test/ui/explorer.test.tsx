import {describe, expect, it} from 'vitest';
import {committed, freshCluster} from '../cluster/story.ts';
import {drawn} from './drawn.tsx';
import {person} from './person.ts';

const users = {text: '+ table users', created: ['users']};

describe('a pane', () => {
	it('names the table that came last first, and marks those that came', () => {
		const someone = person(freshCluster());
		someone.happens(committed(15n, '', {text: '', created: ['users']}));
		someone.happens(committed(16n, '', {text: '', created: ['users', 'accounts']}));
		expect(drawn(someone)).toContain('┃ 13 tables  accounts+ users+ albums … ┃');
	});
});

describe('what is on the screen', () => {
	it('can be selected, searched and pasted as it reads: its spaces are spaces', () => {
		const someone = person([...freshCluster(), ...committed(15n, 'CREATE TABLE users (id);', users)]);
		expect(drawn(someone)).toContain('ok  TXID 0f  replica-1 +6 ms');
	});
});
