import Database from 'better-sqlite3';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isComplete, splitInput, splitStatements} from '../../source/sqlite/split.ts';
import {tokenize} from '../../source/sqlite/tokens.ts';
import {check, soup} from './random.ts';

const texts = (text: string) => splitStatements(text).statements.map(statement => statement.text);
const items = (text: string) => splitInput(text).items.map(item => `${item.kind}: ${item.text}`);

const trigger = `CREATE TEMP TRIGGER audit AFTER INSERT ON users BEGIN
	INSERT INTO log VALUES ('created; ' || new.name);
	UPDATE counters SET n = CASE WHEN n > 9 THEN 0 ELSE n + 1 END;
END;`;

describe('a text becomes statements', () => {
	test('at each semicolon that is not in a string, a name or a comment', () => {
		expect(texts(`SELECT ';' AS ";", [;] FROM t; /* ; */ SELECT 2 -- ;\n; SELECT 3;`)).toEqual([
			`SELECT ';' AS ";", [;] FROM t;`,
			'/* ; */ SELECT 2 -- ;\n;',
			'SELECT 3;',
		]);
	});

	test('a trigger is one statement, with all of its body', () => {
		expect(texts(`SELECT 1; ${trigger} SELECT 2;`)).toEqual(['SELECT 1;', trigger, 'SELECT 2;']);
		expect(texts(`EXPLAIN ${trigger}`)).toEqual([`EXPLAIN ${trigger}`]);
	});

	test('a comment goes with the statement that follows it, one behind a statement with none', () => {
		expect(texts('SELECT 1; -- one\n-- two\nSELECT 2;')).toEqual(['SELECT 1;', '-- two\nSELECT 2;']);
	});

	test('semicolons on their own are not statements', () => {
		expect(splitStatements(' ;; /* nothing */ ; ')).toEqual({statements: [], rest: undefined});
	});

	test('what is unfinished at the end is told apart, with the place where it begins', () => {
		expect(splitStatements('SELECT 1;\n SELECT 2')).toEqual({
			statements: [{text: 'SELECT 1;', start: 0, end: 9}],
			rest: {text: 'SELECT 2', start: 11},
		});
		expect(splitStatements("SELECT 1; INSERT INTO t VALUES ('a;").rest?.text).toBe(
			"INSERT INTO t VALUES ('a;",
		);
		expect(splitStatements('CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1;').rest?.start).toBe(0);
		expect(splitStatements('SELECT 1; /* open').rest?.text).toBe('/* open');
	});

	test('blank space and comments at the end are not unfinished', () => {
		expect(splitStatements('SELECT 1; \n -- done').rest).toBeUndefined();
		expect(splitStatements('-- nothing here').rest).toBeUndefined();
	});
});

describe('input may have dot commands', () => {
	test('on lines of their own, where a statement could start', () => {
		expect(items('.tables\nSELECT 1;\n  .schema users  \nSELECT 2;')).toEqual([
			'dot: .tables',
			'statement: SELECT 1;',
			'dot: .schema users',
			'statement: SELECT 2;',
		]);
	});

	test('but not inside a statement', () => {
		expect(items('SELECT 1\n.5;')).toEqual(['statement: SELECT 1\n.5;']);
		expect(splitInput('SELECT 1; .tables').rest?.text).toBe('.tables');
	});

	test('quotes in a dot command open no string', () => {
		expect(items(`.read it's.sql\nSELECT 1;`)).toEqual([`dot: .read it's.sql`, 'statement: SELECT 1;']);
	});

	test('a line that begins with # is a comment, as in the sqlite3 shell', () => {
		expect(items('# a script\n.tables\n# more\nSELECT 1;')).toEqual(['dot: .tables', 'statement: SELECT 1;']);
	});
});

/** What sqlite3_complete of SQLite 3.40 answers. */
const answers: readonly (readonly [string, boolean])[] = [
	['', false],
	[';', true],
	['-- comment\n', false],
	['SELECT 1', false],
	['SELECT 1;', true],
	['SELECT 1; -- done', true],
	['SELECT 1; /* open', false],
	["SELECT 'a;", false],
	['SELECT [a;', false],
	['EXPLAIN;', true],
	['EXPLAIN CREATE TRIGGER t BEGIN SELECT 1;', false],
	['EXPLAIN QUERY PLAN CREATE TRIGGER t BEGIN SELECT 1;', false],
	['CREATE TABLE trigger_log(a);', true],
	['CREATE TRIGGER t BEGIN SELECT 1;', false],
	['CREATE TRIGGER t BEGIN SELECT 1; END', false],
	['CREATE TRIGGER t BEGIN SELECT 1; END;', true],
	['CREATE TEMP TRIGGER t BEGIN SELECT 1; END /* . */ ;', true],
	['CREATE TRIGGER t BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT 3;', false],
	['CREATE TRIGGER t; END;', true],
];

describe('a text is complete', () => {
	test.each(answers)('%j: %s', (text, expected) => {
		expect(isComplete(text)).toBe(expected);
	});
});

describe('whatever the text is', () => {
	test('nothing but blanks, comments and lone semicolons is left out', () => {
		check(
			fc.property(soup, text => {
				const {statements, rest} = splitStatements(text);
				let left = '';
				let at = 0;
				for (const statement of statements) {
					expect(text.slice(statement.start, statement.end)).toBe(statement.text);
					left += text.slice(at, statement.start);
					at = statement.end;
				}
				left += text.slice(at, rest?.start ?? text.length);
				for (const token of tokenize(left)) {
					expect([token.kind, token.text]).toBeOneOf([
						['space', token.text],
						['comment', token.text],
						['operator', ';'],
					]);
				}
				if (rest) expect(text.endsWith(rest.text)).toBe(true);
			}),
			1_000,
		);
	});

	test('each statement is complete, and splitting it again gives the same one', () => {
		check(
			fc.property(soup, text => {
				for (const {text: statement} of splitStatements(text).statements) {
					expect(isComplete(statement)).toBe(true);
					expect(texts(statement)).toEqual([statement]);
				}
			}),
			1_000,
		);
	});

	test('a script run statement by statement leaves what SQLite leaves when it runs it whole', () => {
		const statement = fc.constantFrom(
			"INSERT INTO t VALUES ('a;b');",
			'INSERT INTO t ("a;b") VALUES (9); -- said; done\n',
			'/* ; */ INSERT INTO [t] (`a;b`) VALUES (1);;',
			'CREATE TRIGGER IF NOT EXISTS r AFTER INSERT ON t WHEN new.[a;b] = 1 BEGIN INSERT INTO t VALUES (2); END;',
			'CREATE TEMP TRIGGER IF NOT EXISTS s AFTER INSERT ON t WHEN new.[a;b] = 2 BEGIN SELECT 1; INSERT INTO t VALUES (CASE WHEN 1 THEN 3 END); END;',
			'UPDATE t SET [a;b] = CASE [a;b] WHEN 1 THEN 4 ELSE [a;b] END ;',
			'EXPLAIN DELETE FROM t;',
		);
		check(
			fc.property(fc.array(statement, {maxLength: 8}), script => {
				const text = script.join(' ');
				expect(rowsAfter(texts(text))).toEqual(rowsAfter([text]));
			}),
			50,
		);
	});
});

const rowsAfter = (scripts: readonly string[]): unknown => {
	const db = new Database(':memory:');
	db.exec('CREATE TABLE t([a;b])');
	for (const script of scripts) db.exec(script);
	const rows = db.prepare('SELECT * FROM t ORDER BY rowid').all();
	db.close();
	return rows;
};
