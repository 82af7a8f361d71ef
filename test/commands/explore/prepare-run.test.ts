import {describe, expect, it} from 'vitest';
import {limits} from '../../../source/cluster/limits.ts';
import {prepareRun} from '../../../source/commands/explore/prepare-run.ts';

/** Files by their names; any other is not there. */
const files = (texts: Readonly<Record<string, string>>) => (path: string) => {
	const text = texts[path];
	if (text === undefined) throw Object.assign(new Error(`no ${path}`), {code: 'ENOENT'});
	return text;
};
const noFiles = files({});
const sqlOf = (text: string, readFile = noFiles) =>
	prepareRun(text, readFile).items.map(({sql}) => sql.trim());

describe('what is typed', () => {
	it('is taken apart into statements; the last needs no semicolon', () => {
		expect(sqlOf("SELECT ';'; SELECT 2")).toEqual(["SELECT ';';", 'SELECT 2']);
	});

	it('keeps a trigger whole', () => {
		const trigger = 'CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; SELECT 1; END;';
		expect(sqlOf(`${trigger} SELECT 2;`)).toEqual([trigger, 'SELECT 2;']);
	});

	it('may have dot commands among statements; each stands in the transcript as it was typed', () => {
		const {items} = prepareRun('SELECT 1;\n.tab play%\nSELECT 2;', noFiles);
		expect(items.map(({dot}) => dot?.text)).toEqual([undefined, '.tab play%', undefined]);
		expect(items[1]!.sql).toContain('play%');
	});

	it('with a mistake anywhere in its dot commands is not run at all', () => {
		expect(prepareRun('DELETE FROM a;\n.tabels', noFiles)).toEqual({
			items: [],
			problem: expect.stringContaining('Did you mean .tables?'),
		});
		expect(prepareRun('.shell rm', noFiles).problem).toContain('no shell command is ever run');
	});

	it('ends at .quit, as in the sqlite3 shell', () => {
		expect(prepareRun('SELECT 1;\n.quit\nDROP TABLE a;', noFiles)).toEqual({
			items: [{sql: 'SELECT 1;'}],
			after: 'quit',
		});
	});

	it('has at most so many statements, and says so', () => {
		const {items, problem} = prepareRun('SELECT 1;'.repeat(limits.statements + 1), noFiles);
		expect(items).toEqual([]);
		expect(problem).toContain('at most 1,000');
		expect(sqlOf('SELECT 1;'.repeat(limits.statements))).toHaveLength(limits.statements);
	});
});

describe('.read', () => {
	it('runs what is in a file, files in it included, in the order in which it stands there', () => {
		const read = files({'a.sql': 'SELECT 1;\n.read b.sql\nSELECT 3;', 'b.sql': 'SELECT 2'});
		expect(sqlOf('.read a.sql\nSELECT 4;', read)).toEqual([
			'SELECT 1;',
			'SELECT 2',
			'SELECT 3;',
			'SELECT 4;',
		]);
	});

	it('of a file that reads itself says so', () => {
		expect(prepareRun('.read a.sql', files({'a.sql': '.read a.sql'}))).toEqual({
			items: [],
			problem: `.read is nested deeper than ${limits.readDepth}: does a file read itself?`,
		});
	});

	it('of a file that is not there runs nothing, not even what stands before it', () => {
		expect(prepareRun('DELETE FROM a;\n.read none.sql', noFiles)).toEqual({
			items: [],
			problem: 'none.sql cannot be read: there is no such file.',
		});
	});

	it('takes a name with spaces in quotes', () => {
		expect(sqlOf(".read 'my file.sql'", files({'my file.sql': 'SELECT 1;'}))).toEqual(['SELECT 1;']);
	});
});
