import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {showError} from '../../source/sqlite/caret.ts';
import {check} from './random.ts';

const show = (sql: string, at: string, columns = 60) => {
	const {line, caret} = showError(sql, sql.indexOf(at), columns, stringWidth);
	return [line, caret];
};

describe('the place of an error', () => {
	test('has a caret under it', () => {
		expect(show('SELECT 1 FORM t;', 'FORM')).toEqual([
			'SELECT 1 FORM t;',
			'         ^--- error here', //
		]);
	});

	test('is shown in its own line, without its indent', () => {
		expect(show('SELECT a,\n\t\tnope\nFROM t;', 'nope')).toEqual(['nope', '^--- error here']);
	});

	test('has the words before the caret where there is no room behind it', () => {
		expect(show('SELECT name, email FROM users WHERE nope', 'nope', 40)).toEqual([
			'SELECT name, email FROM users WHERE nope',
			'                      error here ---^',
		]);
	});

	test('is in sight when the line is too long', () => {
		const sql = `SELECT ${'a, '.repeat(40)}nope, ${'b, '.repeat(40)}c`;
		const [line, caret] = show(sql, 'nope', 40);
		expect(line).toMatch(/^….*nope, .*…$/);
		expect(line!.indexOf('nope')).toBe(caret!.indexOf('^'));
	});

	test('is under the right column behind wide characters', () => {
		expect(show("SELECT '日本' FORM t", 'FORM')[1]).toBe(`${' '.repeat(14)}^--- error here`);
	});

	test('may be the end of the statement', () => {
		expect(showError('SELECT', 6, 40, stringWidth)).toEqual({line: 'SELECT', caret: '      ^--- error here'});
	});
});

test('nothing is wider than asked, wherever the place is', () => {
	const unit = fc.constantFrom(
		'a',
		'a',
		' ',
		'b',
		'c',
		'd',
		'日',
		'\n',
		'\t',
		'\u{1f468}\u200d\u{1f469}',
		'e\u0301',
	);
	const sql = fc.string({unit, maxLength: 80, size: 'max'});
	check(
		fc.property(sql, fc.nat(80), fc.integer({min: 16, max: 40}), (text, offset, columns) => {
			const {line, caret} = showError(text, offset, columns, stringWidth);
			expect(stringWidth(line)).toBeLessThanOrEqual(columns);
			expect(stringWidth(caret)).toBeLessThanOrEqual(columns);
			expect(caret).toContain('^');
		}),
	);
});
