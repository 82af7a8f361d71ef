import {describe, expect, it} from 'vitest';
import {errorInStatement} from '../../../../source/drivers/docker/session/error-in-statement.ts';
import {toShellInput} from '../../../../source/drivers/docker/session/shell-input.ts';

/** The error that a shell tells of a statement, at a word of what was written to it, as one of the statement. */
function told(sql: string, word: string) {
	const input = toShellInput(sql);
	if (input.kind !== 'statement') throw new Error(`${sql} is ${input.kind}.`);
	const {text} = input;
	const error = {code: 'SQLITE_ERROR', number: 1, message: `near "${word}": syntax error`};
	return errorInStatement({...error, offset: text.lastIndexOf(word)}, text, sql);
}

describe('an error of a statement', () => {
	it('is where the statement has it, also behind comments that the shell is not given', () => {
		const sql = '-- All of them;\n  SELECT * FORM albums';
		expect(sql.slice(told(sql, 'FORM').offset)).toBe('FORM albums');
		expect(told('.5 + 1', '+').offset).toBe(3);
	});

	it('is of its end where the shell means the semicolon that we wrote behind it', () => {
		expect(told('SELECT (', ';')).toMatchObject({message: 'incomplete input', offset: 8});
		expect(told('SELECT ( -- what?\n', ';')).toMatchObject({message: 'incomplete input', offset: 17});
		expect(told('SELECT (;', ';')).toMatchObject({message: 'near ";": syntax error', offset: 8});
	});
});
