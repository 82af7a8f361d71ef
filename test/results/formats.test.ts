import {describe, expect, it} from 'vitest';
import {formatCsv} from '../../source/results/format-csv.ts';
import {formatJson} from '../../source/results/format-json.ts';
import {formatTable} from '../../source/results/format-table.ts';
import type {ResultFormat} from '../../source/results/result-format.ts';
import type {Value} from '../../source/sqlite/values.ts';
import {visible} from '../../source/terminal/visible.ts';
import {width} from '../../source/terminal/width.ts';

function write(format: ResultFormat, columns: readonly string[], ...batches: (readonly Value[])[][]): string {
	return format.open(columns) + batches.map(rows => format.rows(rows)).join('') + format.close();
}

const one = (format: ResultFormat, value: Value) => write(format, ['v'], [[value]]);
const look = {visible: (text: string) => visible(text), width};

describe('JSON', () => {
	it('is an array of objects, a row on each line, however the rows came', () => {
		const text = write(formatJson(), ['a', 'b'], [[1n, 'x']], [[2n, null]]);
		expect(text).toBe('[\n{"a":1,"b":"x"},\n{"a":2,"b":null}\n]\n');
	});

	it('is an empty array where no row came', () => {
		expect(write(formatJson(), ['a'])).toBe('[]\n');
	});

	it('writes integers of 64 bits digit by digit', () => {
		expect(one(formatJson(), 9223372036854775807n)).toContain('{"v":9223372036854775807}');
	});

	it('never writes a REAL as if it were an INTEGER', () => {
		expect(one(formatJson(), 1)).toContain('{"v":1.0}');
		expect(one(formatJson(), -0)).toContain('{"v":-0.0}');
		expect(one(formatJson(), 1e21)).toContain('{"v":1e+21}');
		expect(one(formatJson(), 0.1)).toContain('{"v":0.1}');
	});

	it('writes infinities as SQLite does, and they are read as infinite', () => {
		expect(JSON.parse(one(formatJson(), Number.POSITIVE_INFINITY))).toEqual([{v: Number.POSITIVE_INFINITY}]);
		expect(JSON.parse(one(formatJson(), Number.NEGATIVE_INFINITY))).toEqual([{v: Number.NEGATIVE_INFINITY}]);
	});

	it('keeps blobs apart from every text', () => {
		expect(one(formatJson(), Uint8Array.of(0, 255))).toContain('{"v":{"blob":"00ff"}}');
	});

	it('gives any text back as it was, and has nothing in it that a terminal obeys', () => {
		const text = 'a\0b\u001b[31m\u009b31m\u202e\u007f"\\\nü 👩‍👩‍👧';
		const written = one(formatJson(), text);
		expect(JSON.parse(written)).toEqual([{v: text}]);
		expect(written.trim()).not.toMatch(/[\0-\t\v-\u001f\u007f-\u009f\u202e]/);
	});

	it('keeps every column where two have the same name', () => {
		expect(write(formatJson(), ['a', 'a', 'a:1'], [[1n, 2n, 3n]])).toContain('{"a":1,"a:1":2,"a:1:1":3}');
	});

	it('says which node answered where several did', () => {
		expect(write(formatJson('replica-1'), ['a'], [[1n]])).toBe('{"node":"replica-1","rows":[\n{"a":1}\n]}\n');
	});
});

describe('CSV', () => {
	it('tells NULL, the empty text, a number and the text of a number apart', () => {
		expect(write(formatCsv(), ['a', 'b', 'c', 'd'], [[null, '', 1n, '1']])).toBe('a,b,c,d\r\n,"",1,"1"\r\n');
	});

	it('tells a blob from the text that looks like one', () => {
		expect(write(formatCsv(), ['a', 'b'], [[Uint8Array.of(10), "x'0a'"]])).toBe("a,b\r\nx'0a',\"x'0a'\"\r\n");
	});

	it('takes quotes, commas and line breaks in text and in names', () => {
		expect(write(formatCsv(), ['a,b', 'say "hi"'], [['x"y', 'l1\r\nl2']])).toBe(
			'"a,b","say ""hi"""\r\n"x""y","l1\r\nl2"\r\n',
		);
	});

	it('has the node in a first column where several answered', () => {
		expect(write(formatCsv('primary'), ['a'], [[1.5]])).toBe('node,a\r\n"primary",1.5\r\n');
	});
});

describe('a table', () => {
	it('aligns numbers to the right and text to the left', () => {
		const text = write(formatTable(look), ['id', 'name'], [[1n, 'Ada']], [[10n, 'Bo']]);
		expect(text).toBe('id  name\n──  ────\n 1  Ada\n10  Bo\n');
	});

	it('stays aligned with characters that are two columns wide', () => {
		const text = write(formatTable(look), ['city', 'n'], [['東京', 1n]], [['Oslo', 2n]], [['👩‍👩‍👧', 3n]]);
		expect(text).toBe('city  n\n────  ─\n東京  1\nOslo  2\n👩‍👩‍👧    3\n');
	});

	it('makes control characters visible, in values and in names', () => {
		const text = write(formatTable(look), ['a\u001b]0;x\u0007'], [['\u001b[31mred\nnext']]);
		expect(text.replaceAll('\n', '')).not.toMatch(/[\0-\u001f]/);
		expect(text).toContain('␛[31mred');
	});

	it('shows NULL and blobs as what they are', () => {
		expect(write(formatTable(look), ['a', 'b'], [[null, Uint8Array.of(1, 2)]])).toBe(
			"   a  b\n────  ───────\nNULL  x'0102'\n",
		);
	});
});
