import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fitLine, joinLines, type Line, lineWidth, paint} from '../../source/terminal/style.ts';
import {visible} from '../../source/terminal/visible.ts';
import {holds, hostileText} from '../property.ts';

const line: Line = [
	{text: ' ok ', style: {color: 'green', bold: true}},
	{text: 'TXID 0f'},
	{text: ' +6 ms', style: {dim: true}},
];

describe('a line of spans', () => {
	test('is painted with the terminal’s own colours and reset after each', () => {
		expect(paint(line, {color: true})).toBe('\u001b[1;32m ok \u001b[0mTXID 0f\u001b[2m +6 ms\u001b[0m');
	});

	test('keeps everything but colour where colour is not wanted', () => {
		expect(
			paint(
				[
					{text: 'a', style: {color: 'red'}},
					{text: 'b', style: {inverse: true}},
				],
				{color: false},
			),
		).toBe('a\u001b[7mb\u001b[0m');
	});

	test('is filled up or shortened to exactly the columns', () => {
		expect(lineWidth(line)).toBe(17);
		expect(paint(fitLine(line, 20), {color: false}).endsWith('   ')).toBe(true);
		expect(fitLine(line, 17)).toEqual(line);
		expect(fitLine(line, 8).map(span => span.text)).toEqual([' ok ', 'TXI…']);
		expect(fitLine(line, 11).map(span => span.text)).toEqual([' ok ', 'TXID 0…']);
		expect(fitLine(line, 12).map(span => span.text)).toEqual([' ok ', 'TXID 0f', '…']);
		expect(fitLine([{text: '漢字'}, {text: 'x'}], 4).map(span => span.text)).toEqual(['漢… ']);
	});

	test('takes exactly the columns whatever is in it', () => {
		const lines = fc.array(
			hostileText.map(text => ({text: visible(text)})),
			{maxLength: 5},
		);
		holds(
			fc.property(lines, fc.integer({min: 0, max: 40}), (spans, columns) => {
				expect(lineWidth(fitLine(spans, columns))).toBe(columns);
			}),
		);
	});

	test('stands beside others', () => {
		expect(
			joinLines([[{text: 'a'}], [{text: 'b'}, {text: 'c'}]], {text: '│'}).map(span => span.text),
		).toEqual(['a', '│', 'b', 'c']);
	});
});
