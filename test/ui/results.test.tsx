import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {limits} from '../../source/cluster/limits.ts';
import {freshCluster} from '../cluster/story.ts';
import {type Answer, answered} from './answered.ts';
import {drawn} from './drawn.tsx';
import {person} from './person.ts';

/** Someone whose statement has just been answered. */
function asked(answer: Answer, size: {readonly columns?: number; readonly rows?: number} = {}) {
	const someone = person(freshCluster(), size);
	someone.happens(answered(someone.results, answer));
	return someone;
}

const numbers = (count: number): Answer => ({
	columns: ['n'],
	rows: Array.from({length: count}, (_, index) => [BigInt(index + 1)]),
});

/** The lines of a screen inside of the grid's frame. */
const inGrid = (screen: string) =>
	screen
		.split('\n')
		.filter(line => line.startsWith('┃'))
		.map(line => line.slice(2, -1));

describe('a result', () => {
	it('of a few rows stands in the transcript', () => {
		const screen = drawn(asked(numbers(3)));
		expect(screen).toMatch(/┃ +n +┃.*\n┃ +1 +┃.*\n┃ +2 +┃.*\n┃ +3 +┃.*\n┃ +3 rows/);
	});

	it('of more shows its first rows and says how to open the rest', () => {
		const someone = asked(numbers(20));
		expect(drawn(someone)).toMatch(/12 more rows · Enter opens/);
		someone.press('enter');
		expect(drawn(someone)).toMatch(/row 1 of 20 /);
		expect(someone.footer()).toMatch(/^RESULT/);
	});

	it('with more rows than are kept says so, also where it was opened', () => {
		const someone = asked(numbers(limits.resultRows + 1));
		expect(drawn(someone)).toContain('first 10,000 rows of more');
		someone.press('enter');
		expect(drawn(someone)).toContain(
			'row 1 of the first 10,000 of more   column 1 of 1   at TXID 01   1.2 ms',
		);
		someone.press('G');
		expect(drawn(someone)).toMatch(/10,000 +10000 /);
	});

	it('without rows has nothing to open', () => {
		const someone = asked({columns: ['a'], rows: []});
		someone.press('enter');
		expect(someone.screen().overlays).toEqual([]);
	});
});

describe('the grid', () => {
	it('keeps columns straight under wide characters, emoji and accents', () => {
		const someone = asked({
			columns: ['name', 'mark'],
			rows: [
				['plain', 'X'],
				['日本語', 'X'],
				['👩‍👩‍👧 family', 'X'],
				['e\u0301te\u0301', 'X'],
				['🇨🇭 flag', 'X'],
			],
		});
		someone.press('enter');
		const screen = drawn(someone);
		const places = inGrid(screen)
			.slice(1, 6)
			.map(line => stringWidth(line.slice(0, line.indexOf('X'))));
		expect(new Set(places).size).toBe(1);
		for (const line of screen.split('\n').filter(line => line.startsWith('┃')))
			expect(stringWidth(line)).toBe(80);
	});

	it.each<[string, Answer['rows'][number][number], Answer['rows'][number][number]]>([
		['NULL and a text', null, 'NULL'],
		['a blob and a text', new Uint8Array([0xca, 0xfe]), "x'cafe'"],
		['a number and a text', 1n, '1'],
		['an integer and a real', 1n, 1],
		['nothing and a space as blob', new Uint8Array(), ''],
	])('tells %s apart without colours', (_, one, other) => {
		const shown = [one, other].map(value => {
			const someone = asked({
				columns: ['a', 'wide'],
				rows: [
					[value, 'x'],
					['wide enough', 'x'],
				],
			});
			someone.press('enter');
			return inGrid(drawn(someone))[1];
		});
		expect(shown[0]).not.toBe(shown[1]);
	});

	it('shows a blob’s bytes, and all of a value where it is opened', () => {
		const someone = asked({columns: ['b'], rows: [[new Uint8Array([0x48, 0x69, 0x00, 0x1b])]]});
		someone.press('enter');
		expect(drawn(someone)).toContain("x'4869001b'");
		someone.press('enter');
		expect(drawn(someone)).toContain('BLOB, 4 bytes');
		expect(drawn(someone)).toMatch(/000000 {2}48 69 00 1b +Hi··/);
		someone.press('escape');
		expect(drawn(someone)).toMatch(/row 1 of 1 /);
	});

	const wide: Answer = {
		columns: Array.from({length: 30}, (_, index) => `column ${index + 1}`),
		rows: [Array.from({length: 30}, (_, index) => `value ${index + 1}`)],
	};

	it('scrolls sideways, header and rows in step, with the row’s number always there', () => {
		const someone = asked(wide);
		someone.press('enter', ...Array.from({length: 29}, () => 'right'));
		const [header, row] = inGrid(drawn(someone));
		expect(header).toContain('column 30');
		expect(header).not.toContain('column 1 ');
		expect(header!.indexOf('column 30')).toBe(row!.indexOf('value 30'));
		expect(row).toMatch(/^ *1 /);
		someone.press(...Array.from({length: 29}, () => 'h'));
		expect(inGrid(drawn(someone))[0]).toContain('column 1 ');
	});

	it('keeps its header while rows scroll, and goes to the ends', () => {
		const someone = asked(numbers(1000));
		someone.press('enter', 'G');
		let [header, ...rows] = inGrid(drawn(someone));
		expect(header).toMatch(/^ +n/);
		expect(rows.some(row => /^ *1,000 +1000/.test(row))).toBe(true);
		someone.press('g');
		[header, ...rows] = inGrid(drawn(someone));
		expect(rows[0]).toMatch(/^ +1 +1 /);
		someone.press('pagedown', 'ctrl+d');
		expect(drawn(someone)).not.toMatch(/row 1 of/);
	});

	it('finds what is searched, goes on from there, and says when there is nothing', () => {
		const someone = asked(numbers(1000));
		someone.press('enter', '/');
		someone.type('77');
		someone.press('enter');
		expect(drawn(someone)).toMatch(/row 77 of 1,000/);
		someone.press('n');
		expect(drawn(someone)).toMatch(/row 177 of 1,000/);
		someone.press('N', 'N');
		expect(drawn(someone)).toMatch(/row 977 of 1,000/);
		someone.press('/');
		someone.type('x');
		someone.press('backspace');
		someone.type('nowhere');
		someone.press('enter');
		expect(someone.isTold()).toContain('nowhere');
		expect(drawn(someone)).toMatch(/row 977 of 1,000/);
	});

	it('copies a cell and a row as they are, and exports to a file whose name says the format', () => {
		const someone = asked({columns: ['a', 'b'], rows: [['x\u001b[2J', null]]});
		someone.press('enter');
		expect(someone.press('y')).toMatchObject([{type: 'copy', text: 'x\u001b[2J'}]);
		expect(someone.press('Y')).toMatchObject([{type: 'copy', text: 'x\u001b[2J\tNULL'}]);
		someone.press('e', 'ctrl+u');
		someone.type('rows.xls');
		expect(someone.press('enter')).toEqual([]);
		expect(someone.reads()).toContain('.csv, .json or .txt');
		someone.press('ctrl+u');
		someone.type('rows.json');
		expect(someone.press('enter')).toEqual([{type: 'export', statement: 'answered', path: 'rows.json'}]);
	});
});
