import {describe, expect, it} from 'vitest';
import {toShellInput} from '../../../../source/drivers/docker/session/shell-input.ts';

describe('a statement for a sqlite3 shell', () => {
	it('is ended where its semicolon is missing, also behind a comment', () => {
		expect(toShellInput('SELECT 1')).toEqual({kind: 'statement', text: 'SELECT 1;'});
		expect(toShellInput('SELECT 1 -- one')).toEqual({kind: 'statement', text: 'SELECT 1;'});
		expect(toShellInput('SELECT 1; -- one')).toEqual({kind: 'statement', text: 'SELECT 1;'});
		expect(toShellInput('SELECT 1 /* one')).toEqual({kind: 'statement', text: 'SELECT 1;'});
	});

	it('never begins with what the shell would take for a command of its own', () => {
		for (const sql of ['.shell id', '-- a\n.shell id', '/* a */\n\n.shell id', '# x']) {
			const input = toShellInput(sql);
			expect(input).toMatchObject({kind: 'statement'});
			expect(input.kind === 'statement' && input.text).toMatch(/^ [.#]/);
		}
	});

	it('has no line that would end it early', () => {
		expect(toShellInput('SELECT 4\n/\n2')).toEqual({kind: 'statement', text: 'SELECT 4\n/**//\n2;'});
		expect(toShellInput('SELECT 1\n  GO')).toEqual({kind: 'statement', text: 'SELECT 1\n  /**/GO;'});
	});

	it('leaves text as it is, whatever its lines look like', () => {
		const sql = "SELECT 'a\ngo\n/\n.quit\nb';";
		expect(toShellInput(sql)).toEqual({kind: 'statement', text: sql});
	});

	it('is nothing where there are only comments', () => {
		expect(toShellInput('-- nothing\n/* at all */ ;')).toEqual({kind: 'nothing'});
	});

	it.each([
		["SELECT 'abc", 'SQLITE_ERROR', `unrecognized token: "'abc"`],
		['CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1;', 'SQLITE_ERROR', 'incomplete input'],
		['SELECT 1; SELECT 2', 'LITESCOPE_SEVERAL_STATEMENTS', 'more than one statement'],
		['SELECT ?1', 'LITESCOPE_PARAMETER', 'parameter'],
		['SELECT \0', 'LITESCOPE_NUL', 'NUL'],
		[`SELECT '${'a'.repeat(1_000_000)}'`, 'LITESCOPE_STATEMENT_BYTES', '1,000,009 bytes'],
	])('is refused where the shell would wait for more of it or misread it: %.50s', (sql, code, words) => {
		expect(toShellInput(sql)).toMatchObject({
			kind: 'refused',
			error: {code, message: expect.stringContaining(words)},
		});
	});
});
