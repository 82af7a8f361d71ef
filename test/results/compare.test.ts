import {describe, expect, it} from 'vitest';
import {compareAnswers, isSame} from '../../source/results/compare.ts';
import type {Value} from '../../source/sqlite/values.ts';

const answer = (...rows: Value[][]) => ({columns: ['a', 'b'], rows});

describe('answers of two nodes', () => {
	it('are the same when every row is, in the same order', () => {
		const rows: Value[][] = [
			[1n, 'x'],
			[2n, null],
			[2n, null],
		];
		expect(isSame(compareAnswers(answer(...rows), answer(...rows)))).toBe(true);
	});

	it('differ by the rows that one has and the other has not, each as often as it occurs', () => {
		const difference = compareAnswers(answer([1n, 'x'], [2n, 'y'], [2n, 'y']), answer([2n, 'y'], [3n, 'z']));
		expect([...difference.extra]).toEqual([1]);
		expect([...difference.missing].sort()).toEqual([0, 2]);
	});

	it('differ by type: 1, 1.0, \u20181\u2019 and its blob are four values', () => {
		const values: Value[] = [1n, 1, '1', new Uint8Array([0x31]), null];
		for (const [index, value] of values.entries())
			for (const [other, otherValue] of values.entries())
				expect(isSame(compareAnswers(answer([value, 0n]), answer([otherValue, 0n])))).toBe(index === other);
	});

	it('are said to be reordered only when nothing else differs', () => {
		const difference = compareAnswers(answer([1n, 'x'], [2n, 'y']), answer([2n, 'y'], [1n, 'x']));
		expect(difference).toMatchObject({reordered: true, columns: false});
		expect(difference.extra.size + difference.missing.size).toBe(0);
	});

	it('are not compared by rows when their columns differ', () => {
		expect(compareAnswers(answer([1n, 'x']), {columns: ['a'], rows: [[1n]]}).columns).toBe(true);
	});
});
