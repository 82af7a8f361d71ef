import {expect, test} from 'vitest';
import {editDistance, nearestName} from '../../source/sqlite/nearest.ts';

test.each([
	['tables', 'tables', 0],
	['tabels', 'tables', 1],
	['table', 'tables', 1],
	['shcema', 'schema', 1],
	['kitten', 'sitting', 3],
	['', 'abc', 3],
])('from %j to %j are %i letters', (from, to, distance) => {
	expect(editDistance(from, to)).toBe(distance);
	expect(editDistance(to, from)).toBe(distance);
});

test('the nearest name is the one with the fewest letters wrong, in any case', () => {
	expect(nearestName('USRES', ['albums', 'user', 'users'])).toBe('users');
	expect(nearestName('artist', ['albums', 'artists'])).toBe('artists');
});

test('a name that is nothing like the others has no nearest one', () => {
	expect(nearestName('nope', ['albums', 'users'])).toBeUndefined();
	expect(nearestName('t', ['ab', 'b'])).toBeUndefined();
	expect(nearestName('users', [])).toBeUndefined();
});
