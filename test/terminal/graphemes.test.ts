import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {boundaryAt, graphemes, nextBoundary, previousBoundary} from '../../source/terminal/graphemes.ts';
import {holds, hostileText} from '../property.ts';

const text = hostileText.map(value => value.replaceAll('\r', ''));

function boundaries(value: string): number[] {
	const found = [0];
	for (const grapheme of graphemes(value)) {
		found.push((found.at(-1) ?? 0) + grapheme.length);
	}
	return found;
}

describe('where characters begin and end', () => {
	test('accents, emoji and flags are one character each', () => {
		expect([...graphemes('e\u0301👩‍💻🇩🇪x')]).toEqual(['e\u0301', '👩‍💻', '🇩🇪', 'x']);
		expect(nextBoundary('👩‍💻x', 0)).toBe(5);
		expect(previousBoundary('x👩‍💻', 6)).toBe(1);
		expect(boundaryAt('👩‍💻x', 2)).toBe(5);
	});

	test('going forward and back passes every boundary and no other', () => {
		holds(
			fc.property(text, value => {
				const expected = boundaries(value);
				const forward = [0];
				while ((forward.at(-1) ?? 0) < value.length) {
					forward.push(nextBoundary(value, forward.at(-1) ?? 0));
				}
				const backward = [value.length];
				while ((backward.at(-1) ?? 0) > 0) {
					backward.push(previousBoundary(value, backward.at(-1) ?? 0));
				}
				expect(forward).toEqual(expected);
				expect(backward.reverse()).toEqual(expected);
				for (let index = 0; index <= value.length; index += 1) {
					expect(boundaryAt(value, index)).toBe(expected.find(boundary => boundary >= index));
				}
			}),
		);
	});
});
