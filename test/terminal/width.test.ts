import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {visible} from '../../source/terminal/visible.ts';
import {isNarrow, padEnd, padStart, slice, truncate, width, wrap} from '../../source/terminal/width.ts';
import {holds, hostileText} from '../property.ts';

const shown = hostileText.map(text => visible(text));
const shownLines = hostileText.map(text => visible(text, {lines: true}));
const columns = fc.integer({min: 0, max: 30});

describe('the width of a text', () => {
	test('is what Ink reckons with', () => {
		expect(['abc', 'Köln', '漢字', '👩‍💻', 'e\u0301', '┌─┐ ▸ ✓ …'].map(width)).toEqual([3, 4, 4, 2, 1, 9]);
		holds(
			fc.property(shown, text => {
				expect(width(text)).toBe(stringWidth(text));
			}),
		);
	});

	test('is the length of the text for every character taken for narrow', () => {
		for (let code = 0; code < 0x10000; code += 1) {
			const character = String.fromCharCode(code);
			if (isNarrow(character)) {
				expect(stringWidth(`a${character}${character}b`), `U+${code.toString(16)}`).toBe(4);
			}
		}
	});
});

describe('shortening and filling', () => {
	test('a text that is too long ends in an ellipsis', () => {
		expect(truncate('replica-1', 9)).toBe('replica-1');
		expect(truncate('replica-1', 8)).toBe('replica…');
		expect(truncate('漢字漢字', 5)).toBe('漢字…');
		expect(truncate('漢字漢字', 4)).toBe('漢…');
		expect([truncate('abc', 1), truncate('abc', 0)]).toEqual(['…', '']);
	});

	test('a text that is too short gets spaces', () => {
		expect([padEnd('漢', 4), padStart('7', 3), padEnd('long', 2)]).toEqual(['漢  ', '  7', 'long']);
	});

	test('a truncated text never takes more than its columns', () => {
		holds(
			fc.property(shown, columns, (text, room) => {
				const cut = truncate(text, room);
				expect(width(cut)).toBeLessThanOrEqual(room);
				expect(cut === text).toBe(width(text) <= room && (room > 0 || text === ''));
			}),
		);
	});
});

describe('scrolling sideways', () => {
	test('shows half of a wide character as a space', () => {
		expect(slice('a漢字b', 0, 10)).toBe('a漢字b');
		expect(slice('a漢字b', 2, 3)).toBe(' 字');
		expect(slice('a漢字b', 1, 3)).toBe('漢 ');
		expect(slice('漢', 1, 1)).toBe(' ');
		expect([slice('abc', 1, 1), slice('abc', 5, 2), slice('abc', 1, 0)]).toEqual(['b', '', '']);
	});

	test('takes exactly the columns that are there', () => {
		holds(
			fc.property(shown, columns, columns, (text, from, room) => {
				expect(width(slice(text, from, room))).toBe(Math.max(0, Math.min(width(text) - from, room)));
			}),
		);
	});
});

describe('wrapping', () => {
	test('breaks at words and indents what follows', () => {
		expect(wrap('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);', 30, 4)).toEqual([
			'CREATE TABLE users (id INTEGER',
			'    PRIMARY KEY, name TEXT);',
		]);
	});

	test('breaks a word that is longer than a row', () => {
		expect(wrap('x 0123456789ab y', 6)).toEqual(['x 0123', '456789', 'ab y']);
		expect(wrap('漢字漢字', 5, 1)).toEqual(['漢字', ' 漢字']);
	});

	test('keeps the indentation and the empty lines that are in the text', () => {
		expect(wrap('(\n  id,\n\n  name\n)', 20)).toEqual(['(', '  id,', '', '  name', ')']);
		expect(wrap('', 20)).toEqual(['']);
	});

	test('never gives a row wider than the columns, nor loses a character', () => {
		holds(
			fc.property(
				shownLines,
				fc.integer({min: 4, max: 30}),
				fc.integer({min: 0, max: 2}),
				(text, room, indent) => {
					const rows = wrap(text, room, indent);
					for (const row of rows) {
						expect(width(row)).toBeLessThanOrEqual(room);
					}
					const withoutSpaces = (value: string) => value.replaceAll(/\s/g, '');
					expect(withoutSpaces(rows.join(''))).toBe(withoutSpaces(text));
				},
			),
		);
	});

	test('keeps within a single column too', () => {
		expect(wrap('a 漢', 1, 3)).toEqual(['a', '…']);
	});
});
