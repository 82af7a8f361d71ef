import type {Entry} from './explanation.ts';

/** Statements that SQLite can read, but that make no sense as they stand or at this moment. */
export const statements: readonly Entry[] = [
	{
		id: 'transaction-open',
		words: /^cannot start a transaction within a transaction$/,
		texts: {
			short: 'A transaction is open already.',
			meaning: 'SQLite has one transaction at a time in a session, and this session has one open.',
			advice: 'COMMIT or ROLLBACK it first. SAVEPOINT name begins a transaction within a transaction.',
			actions: ['rollback'],
		},
	},
	{
		id: 'no-transaction',
		words: /^cannot (commit|rollback) - no transaction is active$/,
		texts: ({found}) => ({
			short: `There is nothing to ${found[1] === 'commit' ? 'commit' : 'roll back'}.`,
			meaning: 'No transaction is open: each statement outside of BEGIN and COMMIT is committed by itself.',
			advice: 'Begin one with BEGIN.',
			detail: [
				'An error can end a transaction by itself: a full disk, an I/O error, a conflict clause ROLLBACK. So can the end of a session.',
			],
		}),
	},
	{
		id: 'not-in-transaction',
		words:
			/^(?:cannot (VACUUM|change into wal mode) (?:from )?within a transaction|Safety level may not be changed inside a transaction)$/,
		texts: ({context}) => ({
			short: 'Not within a transaction.',
			meaning: 'This works outside of transactions only, and one is open in this session.',
			advice: 'COMMIT or ROLLBACK first, and run it again.',
			actions: context.inTransaction ? ['rollback', 'run-again'] : ['run-again'],
		}),
	},
	{
		id: 'number-of-values',
		words:
			/^(?:table (.+) has (\d+) columns? but (\d+) values? were supplied|(\d+) values for (\d+) columns)$/s,
		texts: ({found}) => ({
			short: `${found[3] ?? found[4]} values for ${found[2] ?? found[5]} columns.`,
			meaning:
				'An INSERT gives each of its columns one value. Without a list of columns these are all of the table. Nothing was changed.',
			advice: `Name the columns that you have values for: INSERT INTO ${found[1] ?? 'table'} (column, column) VALUES …`,
		}),
	},
	{
		id: 'view-is-not-written',
		words: /^cannot modify (.+) because it is a view$/s,
		texts: ({found}) => ({
			short: `${found[1]} is a view.`,
			meaning: 'A view has no rows of its own: it is a SELECT that has a name. Nothing was changed.',
			advice:
				'Change the tables that it reads: .schema with its name shows them. An INSTEAD OF trigger can do that for it.',
		}),
	},
	{
		id: 'drop-of-another-kind',
		words: /^use (DROP (?:TABLE|VIEW)) to delete (table|view) (.+)$/s,
		texts: ({found}) => ({
			short: `${found[3]} is a ${found[2]}.`,
			meaning: `Tables and views are dropped with different statements, and ${found[3]} is a ${found[2]}.`,
			advice: `${found[1]} ${found[3]}; does it.`,
		}),
	},
	{
		id: 'aggregate',
		words: /^misuse of (?:aliased )?(?:aggregate|window function):? (.+?)(?:\(\))?$/s,
		texts: ({found}) => ({
			short: `${found[1]}() cannot stand there.`,
			meaning: `${found[1]}() looks at many rows, and WHERE, GROUP BY and the like look at one row at a time. Nothing was run.`,
			advice:
				'Conditions on an aggregate go into HAVING, those on a window function into a SELECT around this one.',
		}),
	},
	{
		id: 'arguments',
		words: /^wrong number of arguments to function (.+)\(\)$/s,
		texts: ({found}) => ({
			short: `${found[1]}() takes another number of values.`,
			meaning: `The function ${found[1]}() is there, but not with so many arguments. Nothing was run.`,
			advice: `SELECT name, narg FROM pragma_function_list WHERE name = '${found[1]}'; tells how many (-1 is any number).`,
		}),
	},
	{
		id: 'reserved-name',
		words: /^object name reserved for internal use: (.+)$/s,
		texts: {
			short: 'Names in sqlite_ are reserved.',
			meaning: 'Names that begin with sqlite_ belong to SQLite itself. Nothing was changed.',
			advice: 'Choose a name that begins differently.',
		},
	},
	{
		id: 'integer-overflow',
		words: /^integer overflow$/,
		texts: {
			short: 'The number is too large.',
			meaning:
				'An integer has 64 bits: up to 9223372036854775807. A sum or a function of integers went beyond.',
			advice: 'Use total() for sum(), or CAST to REAL: both reckon with floating point.',
		},
	},
	{
		id: 'malformed-json',
		words: /^malformed JSON$/,
		texts: {
			short: 'That is not JSON.',
			meaning: 'A JSON function was given a text that it cannot read.',
			advice:
				'SELECT … WHERE NOT json_valid(column) finds such rows; json_error_position(text) tells where in a text it is.',
		},
	},
];
