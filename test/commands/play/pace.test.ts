import {expect, it} from 'vitest';
import {paceOf, readingMs} from '../../../source/commands/play/pace.ts';

const words = (count: number) => Array.from({length: count}, () => 'word').join(' ');

it('a text stands as long as people take to read it and to look, and never only a glance', () => {
	expect(readingMs('')).toBe(2000);
	expect(readingMs(words(3))).toBe(2000);
	expect(readingMs(words(30))).toBe(11_000);
});

it('--auto goes on by itself, as quickly as it says', () => {
	expect(paceOf(undefined).readingMs).toBeUndefined();
	expect(paceOf('').readingMs?.(words(30))).toBe(11_000);
	expect(paceOf('2').readingMs?.(words(30))).toBe(5500);
	expect(paceOf('0.5')).toMatchObject({keyMs: 50, statementMs: 4000});
});

it.each(['fast', '0', '-1', '101', 'NaN', ' '])('--auto takes no %s', auto => {
	expect(() => paceOf(auto)).toThrow(`--auto takes a pace from 0.1 to 100, where 1 is at ease, not ${auto}.`);
});
