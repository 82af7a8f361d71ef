import Database from 'better-sqlite3';
import {afterAll, describe, expect, test} from 'vitest';
import {catalogue, type ErrorContext, explain, type RaisedError} from '../../source/sqlite/errors.ts';

const onPrimary: ErrorContext = {
	node: 'primary',
	role: 'primary',
	primary: 'primary',
	journalMode: 'wal',
	statement: '',
	inTransaction: false,
	onPrimary: ['users', 'albums', 'artists'],
	tables: [
		{name: 'users', columns: ['id', 'name', 'email']},
		{name: 'albums', columns: ['id', 'title']},
	],
	driver: 'embedded',
};
const onReplica: ErrorContext = {
	...onPrimary,
	node: 'replica-1',
	role: 'replica',
	journalMode: 'delete',
	statement: 'CREATE TABLE users2 (id INTEGER);',
};
const readonly: RaisedError = {
	code: 'SQLITE_READONLY',
	number: 8,
	message: 'attempt to write a readonly database',
};
const ioError: RaisedError = {code: 'SQLITE_IOERR_WRITE', number: 778, message: 'disk I/O error'};

const db = new Database(':memory:');
db.exec(`
	CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email UNIQUE, age CHECK (age > 0));
	CREATE TABLE pairs (a, b, UNIQUE (a, b));
	CREATE TABLE orders (user REFERENCES users (id));
	CREATE TABLE strict (n INT) STRICT;
	CREATE UNIQUE INDEX by_lower ON users (lower(name));
	CREATE VIEW names AS SELECT name FROM users;
	CREATE TRIGGER no_bo BEFORE INSERT ON users WHEN new.name = 'Bo' BEGIN SELECT raise(ABORT, 'no Bo'); END;
	INSERT INTO users VALUES (1, 'Ada', 'ada@example.org', 36);
	INSERT INTO pairs VALUES (1, 2);
`);
afterAll(() => db.close());

const raise = (sql: string): RaisedError => {
	try {
		const statement = db.prepare(sql);
		statement.reader ? statement.all() : statement.run();
	} catch (error) {
		return error as InstanceType<typeof Database.SqliteError>;
	}
	throw new Error(`SQLite raised no error at: ${sql}`);
};
const messageOf = (sql: string): string => raise(sql).message;

describe('a write that a replica refuses', () => {
	test('is explained, and can be run on the primary', () => {
		const {id, short, meaning, advice, actions} = explain(readonly, onReplica);
		expect(id).toBe('replica-readonly');
		expect(short).toBe('replica-1 takes no writes.');
		expect(meaning).toBe(
			'replica-1 is a replica: it applies what primary commits, and takes no writes of its own.',
		);
		expect(advice).toBe('Run it on primary: what it changes then arrives here.');
		expect(actions).toEqual(['run-on-primary', 'forward']);
	});

	test.each([
		['SQLITE_READONLY_DIRECTORY', 1544, 'delete'],
		['SQLITE_READONLY', 8, 'wal'],
		['SQLITE_IOERR_WRITE', 778, 'wal'],
		['SQLITE_IOERR', 10, 'WAL'],
		['', 778, 'wal'],
	])('is known by each driver’s code: %s (%i) in mode %s', (code, number, journalMode) => {
		const context = {...onReplica, journalMode, driver: 'docker'};
		expect(explain({code, number, message: '…'}, context).id).toBe('replica-readonly');
	});

	test('is told from a disk that fails', () => {
		expect(explain(ioError, {...onReplica, journalMode: 'delete'}).id).toBe('io-error');
		expect(explain(ioError, {...onReplica, journalMode: 'wal', statement: 'SELECT 1'}).id).toBe('io-error');
		expect(explain(ioError, onPrimary).id).toBe('io-error');
	});

	test('in WAL mode is said to be a refusal in disguise', () => {
		const {meaning} = explain(ioError, {...onReplica, journalMode: 'wal', driver: 'docker'});
		expect(meaning).toMatch(/refusal in disguise: no disk is broken\.$/);
	});

	test('within a transaction leaves it open, and can be rolled back', () => {
		const {advice, actions} = explain(readonly, {...onReplica, inTransaction: true});
		expect(advice).toContain('ROLLBACK');
		expect(actions).toContain('rollback');
	});

	test('at COMMIT cannot be run again on the primary alone', () => {
		const context = {...onReplica, journalMode: 'wal', driver: 'docker', statement: 'COMMIT;'};
		const {id, meaning, advice, actions} = explain(ioError, context);
		expect(id).toBe('replica-commit');
		expect(meaning).toContain('has been rolled back');
		expect(advice).toBe('Run the statements of the transaction on primary, from its BEGIN on.');
		expect(actions).toEqual([]);
	});

	test('of its journal mode is not to be run on the primary', () => {
		const {id, actions} = explain(readonly, {...onReplica, statement: 'PRAGMA main.journal_mode = wal'});
		expect(id).toBe('replica-journal-mode');
		expect(actions).toEqual([]);
	});

	test('tells the whole story: what SQLite saw here, elsewhere, and in LiteFS’s log', () => {
		for (const driver of ['embedded', 'docker']) {
			const story = explain(readonly, {...onReplica, driver}).detail.join('\n');
			expect(story).toContain('cannot create journal: read only replica');
			expect(story).toContain('wal error: read only replica');
			expect(story).toContain('disk I/O error');
		}
	});
});

describe('a table that is not there', () => {
	const missing: RaisedError = {code: 'SQLITE_ERROR', number: 1, message: 'no such table: Users'};

	test('on a replica may be one that has not arrived yet', () => {
		const {id, short, actions} = explain(missing, {...onReplica, tables: []});
		expect(id).toBe('table-not-arrived');
		expect(short).toBe('Users has not arrived yet.');
		expect(actions).toEqual(['run-again']);
	});

	test('on the primary is not there, and the nearest name is told', () => {
		const {id, advice} = explain({...missing, message: 'no such table: main.usres'}, onPrimary);
		expect(id).toBe('no-such-table');
		expect(advice).toBe('Did you mean users? .tables lists them.');
	});
});

describe('a syntax error', () => {
	const adviceFor = (statement: string) => {
		const message = messageOf(statement);
		return explain({code: 'SQLITE_ERROR', number: 1, message}, {...onPrimary, statement}).advice;
	};

	test('names the keyword that was probably meant', () => {
		expect(adviceFor('SELEC 1')).toBe('Did you mean SELECT where it says SELEC?');
		expect(adviceFor('INSERT ITNO users VALUES (1)')).toBe('Did you mean INTO where it says ITNO?');
		expect(adviceFor('SELECT 1 FORM users')).toBe('Did you mean FROM where it says FORM?');
		expect(adviceFor("UPDATE users SET name = 'x' WEHRE id = 1")).toBe(
			'Did you mean WHERE where it says WEHRE?',
		);
	});

	test('at a keyword that was to be a name tells how to quote it', () => {
		expect(adviceFor('CREATE TABLE order (id)')).toContain('"order"');
	});

	test('in the words of another database or shell tells what SQLite has', () => {
		expect(adviceFor('SHOW TABLES')).toContain('.tables');
		expect(adviceFor('describe users')).toContain('.schema');
		expect(adviceFor('quit')).toContain('.quit');
		expect(adviceFor('CREATE TABLE t (id INTEGER PRIMARY KEY AUTO_INCREMENT)')).toContain('counts by itself');
	});

	test('of a text that is not closed says so', () => {
		const message = messageOf("SELECT 'it");
		expect(explain({code: 'SQLITE_ERROR', message}, onPrimary).short).toBe("The ' is not closed.");
	});
});

test('an error that nobody knows is said to be unknown, with its own words', () => {
	const {id, advice} = explain({code: 'SQLITE_ERROR', message: 'something new'}, onPrimary);
	expect(id).toBe('unknown');
	expect(advice).toContain('something new');
});

/** For each entry a statement of which SQLite says it, and the one line that a person reads. */
const fromSqlite: readonly (readonly [id: string, sql: string, short: string])[] = [
	[
		'constraint-unique',
		"INSERT INTO users VALUES (2, 'B', 'ada@example.org', 1)",
		'That email is taken in users.',
	],
	['constraint-unique', "INSERT INTO users VALUES (1, 'B', 'b', 1)", 'That id is taken in users.'],
	['constraint-unique', 'INSERT INTO pairs VALUES (1, 2)', 'pairs has such a row already.'],
	['constraint-unique-index', "INSERT INTO users VALUES (2, 'ADA', 'b', 1)", 'Not unique: index by_lower.'],
	['constraint-not-null', 'INSERT INTO users (id) VALUES (2)', 'users.name must have a value.'],
	['constraint-check', "INSERT INTO users VALUES (2, 'B', 'b', -1)", 'A CHECK failed: age > 0'],
	['constraint-foreign-key', 'INSERT INTO orders VALUES (9)', 'A row refers to one that is not there.'],
	['constraint-datatype', "INSERT INTO strict VALUES ('x')", 'strict.n takes INT only.'],
	['constraint-trigger', "INSERT INTO users VALUES (2, 'Bo', 'b', 1)", 'A trigger refused it.'],
	['datatype-mismatch', "INSERT INTO users (id) VALUES ('x')", 'Not an integer where one is needed.'],
	['syntax', 'SELEC 1', 'Not understood from SELEC on.'],
	['unrecognized-token', 'SELECT 12ab', 'SQLite does not know 12ab.'],
	['incomplete', 'SELECT (1', 'The statement ends too early.'],
	['no-such-table', 'SELECT * FROM nope', 'There is no table nope.'],
	['double-quoted-text', 'SELECT "Ada"', 'A text has single quotes.'],
	['no-such-column', 'SELECT nam FROM users', 'There is no column nam.'],
	['no-such-column', 'INSERT INTO users (nam) VALUES (1)', 'There is no column nam.'],
	['no-such-function', 'SELECT nope(1)', 'There is no function nope().'],
	['no-such-thing', 'DROP INDEX nope', 'There is no index nope.'],
	['no-such-thing', 'RELEASE nope', 'There is no savepoint nope.'],
	['already-exists', 'CREATE TABLE users (a)', 'users is there already.'],
	['already-exists', 'CREATE INDEX by_lower ON users (name)', 'by_lower is there already.'],
	['ambiguous-column', 'SELECT id FROM users a, users b', 'Which id?'],
	['no-transaction', 'COMMIT', 'There is nothing to commit.'],
	['no-transaction', 'ROLLBACK', 'There is nothing to roll back.'],
	['number-of-values', 'INSERT INTO users VALUES (1)', '1 values for 4 columns.'],
	['number-of-values', 'INSERT INTO users (id, name) VALUES (1)', '1 values for 2 columns.'],
	['view-is-not-written', 'INSERT INTO names VALUES (1)', 'names is a view.'],
	['drop-of-another-kind', 'DROP TABLE names', 'names is a view.'],
	['aggregate', 'SELECT count(*) FROM users WHERE count(*) > 1', 'count() cannot stand there.'],
	['arguments', 'SELECT lower()', 'lower() takes another number of values.'],
	['reserved-name', 'CREATE TABLE sqlite_x (a)', 'Names in sqlite_ are reserved.'],
	['integer-overflow', 'SELECT abs(-9223372036854775808)', 'The number is too large.'],
	['malformed-json', "SELECT json('x')", 'That is not JSON.'],
	['cannot-open', "ATTACH '/no/such/folder/x.db' AS x", 'A file could not be opened.'],
	['too-big', 'SELECT zeroblob(2000000000)', 'The value or statement is too large.'],
	['not-authorized', "SELECT load_extension('x')", 'This session may not do that.'],
];

/** Errors that cannot be brought about at will, by their codes. */
const byCode: readonly {id: string; error: RaisedError; context?: Partial<ErrorContext>}[] = [
	{id: 'replica-readonly', error: readonly, context: onReplica},
	{id: 'replica-commit', error: ioError, context: {...onReplica, journalMode: 'wal', statement: 'COMMIT'}},
	{
		id: 'replica-journal-mode',
		error: readonly,
		context: {...onReplica, statement: 'PRAGMA journal_mode=wal'},
	},
	{
		id: 'guarded-setting',
		error: {code: 'SQLITE_BUSY', message: ''},
		context: {statement: 'PRAGMA journal_mode = delete'},
	},
	{id: 'busy-snapshot', error: {code: 'SQLITE_BUSY_SNAPSHOT', message: ''}},
	{id: 'busy-replica', error: {code: 'SQLITE_BUSY', message: ''}, context: onReplica},
	{id: 'busy', error: {code: 'SQLITE_BUSY', message: ''}},
	{id: 'locked', error: {code: 'SQLITE_LOCKED', message: 'database table is locked'}},
	{id: 'protocol', error: {code: 'SQLITE_PROTOCOL', message: 'locking protocol'}, context: onReplica},
	{id: 'constraint', error: {code: 'SQLITE_CONSTRAINT_VTAB', message: 'constraint failed'}},
	{
		id: 'table-not-arrived',
		error: {code: 'SQLITE_ERROR', message: 'no such table: users'},
		context: onReplica,
	},
	{
		id: 'transaction-open',
		error: {code: 'SQLITE_ERROR', message: 'cannot start a transaction within a transaction'},
	},
	{
		id: 'not-in-transaction',
		error: {code: 'SQLITE_ERROR', message: 'cannot VACUUM from within a transaction'},
	},
	{id: 'readonly', error: readonly},
	{id: 'full', error: {code: 'SQLITE_FULL', message: 'database or disk is full'}},
	{id: 'not-a-database', error: {code: 'SQLITE_NOTADB', message: 'file is not a database'}},
	{id: 'corrupt', error: {code: 'SQLITE_CORRUPT', message: 'database disk image is malformed'}},
	{id: 'io-error', error: ioError},
	{id: 'cancelled', error: {code: 'LITESCOPE_CANCELLED', message: 'cancelled'}},
	{id: 'cancelled', error: {code: 'SQLITE_INTERRUPT', message: 'interrupted'}},
	{
		id: 'journal-mode-unseen',
		error: {
			code: 'LITESCOPE_JOURNAL_MODE',
			message: 'not run: in journal mode OFF, no replica would get it.',
		},
	},
	{
		id: 'journal-mode-trap',
		error: {code: 'LITESCOPE_JOURNAL_MODE', message: 'not run: it would leave WAL mode.'},
	},
	{id: 'opened-read-only', error: {code: 'LITESCOPE_READ_ONLY', message: ''}},
	{id: 'nul', error: {code: 'LITESCOPE_NUL', message: ''}},
	{id: 'statement-too-long', error: {code: 'LITESCOPE_STATEMENT_BYTES', message: ''}},
	{id: 'several-statements', error: {code: 'LITESCOPE_SEVERAL_STATEMENTS', message: ''}},
	{id: 'parameter', error: {code: 'LITESCOPE_PARAMETER', message: ''}},
	{id: 'node-away', error: {code: 'LITESCOPE_NODE_AWAY', message: ''}},
	{id: 'no-copy', error: {code: 'LITESCOPE_NO_COPY', message: ''}},
	{id: 'copy-is-read', error: {code: 'LITESCOPE_COPY', message: ''}},
	{id: 'session-ended', error: {code: 'LITESCOPE_SESSION_CRASHED', message: ''}},
	{id: 'out-of-memory', error: {code: 'SQLITE_NOMEM', message: 'out of memory'}},
	{id: 'schema-changed', error: {code: 'SQLITE_SCHEMA', message: 'database schema has changed'}},
	{id: 'aborted', error: {code: 'SQLITE_ABORT', message: 'query aborted'}},
	{id: 'misuse', error: {code: 'SQLITE_MISUSE', message: 'bad parameter or other API misuse'}},
];

describe('an error of SQLite’s is explained', () => {
	test.each(fromSqlite)('%s: %s', (id, sql, short) => {
		expect(explain(raise(sql), {...onPrimary, statement: sql})).toMatchObject({id, short});
	});

	test.each(byCode)('$id: $error', ({id, error, context}) => {
		expect(explain(error, {...onPrimary, ...context}).id).toBe(id);
	});

	test('by every entry of the catalogue', () => {
		const shown = new Set([...fromSqlite.map(([id]) => id), ...byCode.map(({id}) => id)]);
		expect([...shown].sort()).toEqual(catalogue.map(({id}) => id).sort());
	});
});

describe('what is said', () => {
	const said = [
		...fromSqlite.map(([, sql]) => explain(raise(sql), {...onPrimary, statement: sql})),
		...byCode.map(({error, context}) => explain(error, {...onPrimary, ...context})),
	];
	test.each(said)('is short, and says everything: $id', ({short, meaning, advice, detail}) => {
		expect(short.length).toBeLessThanOrEqual(40);
		for (const text of [short, meaning, advice, ...detail])
			expect(text).not.toMatch(/undefined|^\s|\s\s|\s$|^$/);
	});
});
