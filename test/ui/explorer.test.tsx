import {describe, expect, it} from 'vitest';
import {committed, freshCluster} from '../cluster/story.ts';
import {drawn} from './drawn.tsx';
import {person} from './person.ts';

const users = {text: '+ table users', created: ['users']};

describe('what is on the screen', () => {
	it('can be selected, searched and pasted as it reads: its spaces are spaces', () => {
		const someone = person([...freshCluster(), ...committed(15n, 'CREATE TABLE users (id);', users)]);
		expect(drawn(someone)).toContain('ok  TXID 0f  replica-1 +6 ms');
	});
});
