import {classify} from '../classify.ts';
import type {Entry, Raised, Texts} from './explanation.ts';

const apart = [
	'Replication has no part in it: the primary checks constraints before it commits, and a statement that is refused makes no transaction, so the replicas hear nothing of it.',
];

/** What is left of the transaction after a constraint has failed. */
const undone = ({context}: Raised): string => {
	if (classify(context.statement).kind === 'transaction') {
		return ' Nothing was committed: put it right in the open transaction and commit again, or end it with ROLLBACK.';
	}
	return context.inTransaction
		? ' The statement was undone; the transaction is still open, with all that was done before.'
		: ' Nothing was changed.';
};

const columnsOf = (found: string): {table: string; columns: readonly string[]} => {
	const places = found.split(', ').map(place => {
		const point = place.lastIndexOf('.');
		return {table: place.slice(0, point), column: place.slice(point + 1)};
	});
	return {table: places[0]?.table ?? '', columns: places.map(({column}) => column)};
};

const unique = (raised: Raised): Texts => {
	const {table, columns} = columnsOf(raised.found[1] ?? '');
	const list = columns.join(', ');
	const what = columns.length > 1 ? `this combination of ${list}` : `this ${list}`;
	const isKey = /_(?:PRIMARYKEY|ROWID)$/.test(raised.error.code);
	return {
		short: columns.length > 1 ? `${table} has such a row already.` : `That ${list} is taken in ${table}.`,
		meaning: `Another row of ${table} has ${what} already, and ${isKey ? 'it is the primary key' : 'it has to be unique'}.${undone(raised)}`,
		advice: isKey
			? `Use another ${list}, or leave an INTEGER PRIMARY KEY out of the INSERT, and SQLite chooses one. ON CONFLICT DO UPDATE changes the row that is there.`
			: `Use another value, or say what is to happen: ON CONFLICT (${list}) DO UPDATE SET … changes the row that is there, DO NOTHING leaves it.`,
		detail: apart,
	};
};

const uniqueIndex = (raised: Raised): Texts => ({
	short: `Not unique: index ${raised.found[1]}.`,
	meaning: `Another row has the same value in the unique index ${raised.found[1]}, which is on an expression.${undone(raised)}`,
	advice: 'Use another value. .schema with the name of the table shows the expression.',
	detail: apart,
});

const notNull = (raised: Raised): Texts => {
	const {table, columns} = columnsOf(raised.found[1] ?? '');
	return {
		short: `${table}.${columns[0]} must have a value.`,
		meaning: `The column ${columns[0]} of ${table} is NOT NULL, and the statement gives it none.${undone(raised)}`,
		advice: `Give ${columns[0]} a value. A column that is not named in an INSERT gets its default, which is NULL unless the table says otherwise.`,
		detail: apart,
	};
};

const failedCheck = (raised: Raised): Texts => ({
	short: `A CHECK failed: ${raised.found[1]}`,
	meaning: `The table has a CHECK, ${raised.found[1]}, and it is false for the row.${undone(raised)}`,
	advice: 'Change the value so that it is true. .schema with the name of the table shows all of its checks.',
	detail: [...apart, 'A CHECK that comes out as NULL counts as passed.'],
});

const foreignKey = (raised: Raised): Texts => ({
	short: 'A row refers to one that is not there.',
	meaning: `A foreign key would be broken: the row refers to one that does not exist, or other rows still refer to the one that is changed or deleted.${undone(raised)}`,
	advice:
		'Insert the row that is referred to first, or delete the rows that refer to it first. PRAGMA foreign_key_list(TABLE) shows what refers to what.',
	detail: [
		...apart,
		'SQLite does not say which key it was: it counts the broken ones, and looks only at the end whether any is left. PRAGMA foreign_key_check finds rows that break one.',
	],
});

const datatype = (raised: Raised): Texts => {
	const [, given, declared, column] = raised.found;
	return {
		short: `${column} takes ${declared} only.`,
		meaning: `The table is STRICT: its column ${column} is declared ${declared} and takes no ${given}.${undone(raised)}`,
		advice: `Give a value that is, or can be turned into, ${declared}.`,
		detail: [
			...apart,
			'In tables that are not STRICT any column takes any value, and a type is a preference.',
		],
	};
};

const mismatch = (raised: Raised): Texts => ({
	short: 'Not an integer where one is needed.',
	meaning: `An INTEGER PRIMARY KEY, a rowid, LIMIT and OFFSET take integers only, and were given something else.${undone(raised)}`,
	advice: 'Write an integer without quotes, or leave the key out, and SQLite chooses one.',
	detail: apart,
});

const triggered = (raised: Raised): Texts => ({
	short: 'A trigger refused it.',
	meaning: `A trigger of the table raised this error with RAISE; the words are its author's.${undone(raised)}`,
	advice: '.schema with the name of the table shows its triggers.',
	detail: apart,
});

const otherConstraint = (raised: Raised): Texts => ({
	short: 'A constraint was not met.',
	meaning: `The table, or what it is built on, does not allow the change.${undone(raised)}`,
	advice: '.schema with the name of the table shows what it asks for.',
	detail: apart,
});

const codes = ['SQLITE_CONSTRAINT'];

/** The data are not as the table wants them. */
export const constraints: readonly Entry[] = [
	{
		id: 'constraint-unique-index',
		codes,
		words: /^UNIQUE constraint failed: index '(.+)'$/s,
		texts: uniqueIndex,
	},
	{id: 'constraint-unique', codes, words: /^(?:UNIQUE|PRIMARY KEY) constraint failed: (.+)$/s, texts: unique},
	{id: 'constraint-not-null', codes, words: /^NOT NULL constraint failed: (.+)$/s, texts: notNull},
	{id: 'constraint-check', codes, words: /^CHECK constraint failed: (.+)$/s, texts: failedCheck},
	{id: 'constraint-foreign-key', codes, words: /^FOREIGN KEY constraint failed$/, texts: foreignKey},
	{
		id: 'constraint-datatype',
		codes,
		words: /^cannot store (\w+) value in (\w+) column (.+)$/s,
		texts: datatype,
	},
	{
		id: 'constraint-trigger',
		codes,
		when: ({code, number}) => code === 'SQLITE_CONSTRAINT_TRIGGER' || number === 1811,
		texts: triggered,
	},
	{id: 'constraint', codes, texts: otherConstraint},
	{id: 'datatype-mismatch', codes: ['SQLITE_MISMATCH'], texts: mismatch},
];
