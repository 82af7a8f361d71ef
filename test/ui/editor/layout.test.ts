import {describe, expect, test} from 'vitest';
import {layoutEditor} from '../../../source/ui/editor/layout.ts';
import {press, prompt} from './typing.ts';

describe('the prompt on the screen', () => {
	test('goes on in the next row where the first is full, behind the indents', () => {
		expect(layoutEditor(prompt('abcdefghij|kl'), 10, 4, 2)).toMatchObject({
			lines: ['abcdef', 'ghijkl'],
			cursor: {row: 1, column: 6},
		});
	});

	test('has a row for the cursor when the last one is full', () => {
		expect(layoutEditor(prompt('abcdef'), 10, 4, 2)).toMatchObject({
			lines: ['abcdef', ''],
			cursor: {row: 1, column: 2},
		});
		expect(layoutEditor(prompt('abcdef|\nx'), 10, 4, 2).lines).toEqual(['abcdef', '', 'x']);
		expect(layoutEditor(prompt('abcdef\nx|'), 10, 4, 2).lines).toEqual(['abcdef', 'x']);
	});

	test('is one empty row when there is nothing', () => {
		expect(layoutEditor(prompt(''), 10, 4, 2)).toEqual({
			lines: [''],
			cursor: {row: 0, column: 4},
			matched: [],
		});
	});

	test('never cuts a wide character, and counts it for the cursor', () => {
		expect(layoutEditor(prompt('漢字漢字|'), 7, 2, 0)).toMatchObject({
			lines: ['漢字', '漢字'],
			cursor: {row: 1, column: 4},
		});
	});

	test('shows tabs as spaces and controls as their pictures', () => {
		expect(layoutEditor(prompt('a\tb\u001b|'), 20, 0, 0)).toMatchObject({
			lines: ['a   b␛'],
			cursor: {row: 0, column: 6},
		});
	});

	test('says where the found part of a search stands, also over two rows', () => {
		const found = (text: string, query: string) =>
			layoutEditor(
				press(prompt('', [text]), 'reverse-search-history', {type: 'insert', text: query}),
				10,
				4,
				2,
			).matched;
		expect(found('abcd', 'bc')).toEqual([{row: 0, column: 5, columns: 2}]);
		expect(found('abcdefgh', 'efg')).toEqual([
			{row: 0, column: 8, columns: 2},
			{row: 1, column: 2, columns: 1},
		]);
		expect(found('漢字abc', '字a')).toEqual([{row: 0, column: 6, columns: 3}]);
	});
});
