/** A dot command that litescope has, for `.help` and completion. */
export interface DotCommandHelp {
	readonly name: 'tables' | 'schema' | 'indexes' | 'databases' | 'help' | 'quit' | 'read';
	readonly usage: string;
	readonly does: string;
}

export const dotCommands: readonly DotCommandHelp[] = [
	{name: 'databases', usage: '.databases', does: 'Names and files of the databases that are open.'},
	{name: 'help', usage: '.help', does: 'This list. It may be shortened, like all of them: .hel, .tab, .sch'},
	{
		name: 'indexes',
		usage: '.indexes ?TABLE?',
		does: 'Names of indexes, or of those on tables that match a LIKE pattern: .indexes invoice%',
	},
	{name: 'quit', usage: '.quit', does: 'Quits; .exit does the same.'},
	{name: 'read', usage: '.read FILE', does: 'Runs the statements and dot commands in a file of yours.'},
	{
		name: 'schema',
		usage: '.schema ?PATTERN?',
		does: 'The CREATE statements, or those of tables that match a pattern: .schema users, .schema inv*',
	},
	{
		name: 'tables',
		usage: '.tables ?PATTERN?',
		does: 'Names of tables and views, or of those that match a LIKE pattern: .tables play%',
	},
];

/** A name as the sqlite3 shell knows it, and the fewest letters that the shell takes for it. */
export interface ShellName {
	readonly name: string;
	readonly shortest: number;
	readonly command: DotCommandHelp['name'];
}

/**
 * The shell's names of what litescope has. The lengths are those that sqlite3 3.40 takes: `.s` is .scanstats
 * there and `.h` is .headers.
 */
export const shellNames: readonly ShellName[] = [
	{name: 'databases', shortest: 2, command: 'databases'},
	{name: 'exit', shortest: 2, command: 'quit'},
	{name: 'help', shortest: 3, command: 'help'},
	{name: 'indexes', shortest: 2, command: 'indexes'},
	{name: 'indices', shortest: 2, command: 'indexes'},
	{name: 'quit', shortest: 1, command: 'quit'},
	{name: 'read', shortest: 3, command: 'read'},
	{name: 'schema', shortest: 3, command: 'schema'},
	{name: 'tables', shortest: 2, command: 'tables'},
];

/**
 * Dot commands of the sqlite3 shell that litescope does not have: why, and what does the same here. The first
 * name that begins with what was typed counts.
 */
export const absentCommands: readonly {readonly names: readonly string[]; readonly why: string}[] = [
	{
		names: ['mode', 'headers', 'width', 'separator', 'nullvalue', 'explain'],
		why: 'results are always shown as a table with its headers, and NULL apart from text. For other formats run `litescope exec --format json` or `--format csv`.',
	},
	{
		names: ['shell', 'system', 'cd'],
		why: 'no shell command is ever run from here, so that nothing pasted into the prompt can run one. Use another terminal.',
	},
	{
		names: ['output', 'once', 'excel', 'log'],
		why: 'statements here write no files. `litescope exec --format csv SQL > FILE` does.',
	},
	{
		names: ['dump', 'fullschema', 'recover'],
		why: 'use .schema for the CREATE statements and SELECT for the rows. For a whole copy there is VACUUM INTO.',
	},
	{
		names: ['backup', 'save', 'clone'],
		why: "use VACUUM INTO 'copy.db', which writes a copy of the database from any node, replicas too.",
	},
	{
		names: ['open', 'restore', 'connection', 'archive'],
		why: 'the databases here are those of the cluster. `litescope --import FILE` starts a cluster with the database in a file.',
	},
	{
		names: ['import'],
		why: 'use INSERT statements, or .read with a file of them. `litescope --import FILE` starts a cluster with a whole database.',
	},
	{
		names: ['scanstats', 'eqp', 'expert'],
		why: 'write EXPLAIN QUERY PLAN before a statement to see how SQLite runs it.',
	},
	{
		names: ['timer', 'changes', 'stats', 'progress'],
		why: 'every outcome already says how long it took and how many rows it changed or returned.',
	},
	{names: ['timeout'], why: 'use PRAGMA busy_timeout = MILLISECONDS.'},
	{
		names: ['dbinfo', 'show'],
		why: 'the first lines of each pane say what the node is. PRAGMA answers the rest.',
	},
	{names: ['load'], why: 'extensions cannot be loaded into the sessions of a cluster.'},
	{names: ['parameter'], why: 'statements have no parameters here: write the value into the statement.'},
	{
		names: ['echo', 'print', 'prompt', 'bail', 'trace', 'testcase', 'check'],
		why: 'statements, their outcomes and the prompt are always shown, and the first statement that fails stops the rest of its input.',
	},
	{
		names: [
			...['auth', 'binary', 'crnl', 'dbconfig', 'filectrl', 'imposter', 'intck', 'limit', 'lint', 'nonce'],
			...['selftest', 'session', 'sha3sum', 'testctrl', 'unmodule', 'vfsinfo', 'vfslist', 'vfsname', 'www'],
		],
		why: 'it is for working on SQLite itself or on one file. Use the sqlite3 shell for it.',
	},
];
