import {describe, expect, it} from 'vitest';
import {
	parseShellError,
	splitTransactionMark,
} from '../../../../source/drivers/docker/session/shell-errors.ts';

const wide = `SELECT 1 AS ${'a'.repeat(80)},\n  2 AS ${'b'.repeat(60)}, nope FROM (SELECT 1);`;

describe('an error of a sqlite3 shell', () => {
	it.each([
		['3.34', 'Error: near line 11: near "albums": syntax error\n'],
		[
			'3.40',
			'Parse error near line 11: near "albums": syntax error\n  SELECT 1 FORM albums;\n                ^--- error here\n',
		],
	])('is SQLite’s own words, with its place, from %s', (_, stderr) => {
		expect(parseShellError(stderr, 'SELECT 1 FORM albums;')).toEqual({
			code: 'SQLITE_ERROR',
			number: 1,
			message: 'near "albums": syntax error',
			offset: 14,
		});
	});

	it('finds its place where the shell shows only a part of the statement', () => {
		const stderr = `Parse error near line 12: no such column: nope\n  ${'b'.repeat(48)}, nope FROM (SELECT 1);\n${' '.repeat(38)}error here ---^\n`;
		const {offset} = parseShellError(stderr, wide);
		expect(wide.slice(offset)).toMatch(/^nope FROM/);
	});

	it.each([
		['3.34', 'Error: near line 28: UNIQUE constraint failed: x.a'],
		['3.46', 'Runtime error near line 28: UNIQUE constraint failed: x.a (19)'],
		['3.53', 'Error near line 28: UNIQUE constraint failed: x.a'],
	])('names the constraint, from %s', (_, stderr) => {
		expect(parseShellError(stderr, 'INSERT INTO x VALUES (1);')).toEqual({
			code: 'SQLITE_CONSTRAINT_UNIQUE',
			number: 19,
			message: 'UNIQUE constraint failed: x.a',
		});
	});

	it('has its code also where the shell gives no number', () => {
		expect(parseShellError('Error: near line 2: disk I/O error', 'COMMIT;')).toMatchObject({
			code: 'SQLITE_IOERR',
			number: 10,
		});
		expect(parseShellError('Runtime error near line 2: database is locked (5)', 'COMMIT;')).toMatchObject({
			code: 'SQLITE_BUSY',
			number: 5,
			message: 'database is locked',
		});
	});

	it('keeps all lines of a message', () => {
		expect(parseShellError('Runtime error near line 2: one\ntwo (19)\n', 'SELECT 1;').message).toBe(
			'one\ntwo',
		);
	});

	it('is told apart from the refusal that shows an open transaction', () => {
		const question = 'Parse error near line 5: Safety level may not be changed inside a transaction\n';
		expect(splitTransactionMark(question)).toEqual({inside: true, rest: ''});
		expect(splitTransactionMark(question + question)).toEqual({inside: true, rest: question.trimEnd()});
		expect(splitTransactionMark('Error: near line 5: database is locked\n').inside).toBe(false);
	});
});
