import {nearestName} from '../nearest.ts';
import type {Entry, ErrorContext, RaisedError, Texts} from './explanation.ts';

const noSuchTable = /^no such table: (?:main\.)?(.+)$/s;

const isOnPrimary = ({message}: RaisedError, {onPrimary = []}: ErrorContext): boolean => {
	const name = noSuchTable.exec(message)?.[1]?.toLowerCase();
	return onPrimary.some(table => table.toLowerCase() === name);
};

const didYouMean = (name: string | undefined, names: readonly string[], otherwise: string): string => {
	const nearest = name === undefined ? undefined : nearestName(name, names);
	return nearest === undefined ? otherwise : `Did you mean ${nearest}? ${otherwise}`;
};

const tableNames = ({tables, onPrimary = []}: ErrorContext): readonly string[] =>
	tables?.map(({name}) => name) ?? onPrimary;

/** Columns of the tables that the statement mentions; of all where it mentions none that is known. */
const columnNames = ({tables = [], statement}: ErrorContext): readonly string[] => {
	const text = statement.toLowerCase();
	const mentioned = tables.filter(({name}) => text.includes(name.toLowerCase()));
	return (mentioned.length > 0 ? mentioned : tables).flatMap(({columns}) => columns);
};

const noColumn = (column: string, context: ErrorContext): Texts => {
	const bare = column.slice(column.lastIndexOf('.') + 1);
	return {
		short: `There is no column ${column}.`,
		meaning: `None of the tables in the statement has a column ${column}. Nothing was run.`,
		advice: didYouMean(
			bare,
			columnNames(context),
			`.schema with the name of the table shows its columns. A text is written in single quotes: '${bare}'.`,
		),
	};
};

/** Names of tables, columns and the like that are not there, or are there already. */
export const names: readonly Entry[] = [
	{
		id: 'table-not-arrived',
		words: noSuchTable,
		when: (error, context) => context.role === 'replica' && isOnPrimary(error, context),
		texts: ({found, context, primary}) => ({
			short: `${found[1]} has not arrived yet.`,
			meaning: `${primary} has the table ${found[1]}. ${context.node} has not applied the transaction that makes it.`,
			advice: 'Run it again when the pane says that this node is identical.',
			detail: [
				`A replica is always a little behind: ${primary} commits first and does not wait for anyone. Usually that is a few milliseconds.`,
				'If it stays behind, the pane says why: the link is cut or slow, the node is paused, or a read transaction is open there and keeps it from applying.',
				'An application that has to read what it has just written asks the primary, or remembers the TXID of its write and waits until the replica has it.',
			],
			actions: ['run-again'],
		}),
	},
	{
		id: 'no-such-table',
		words: noSuchTable,
		texts: ({found, context}) => ({
			short: `There is no table ${found[1]}.`,
			meaning: `The database has no table or view ${found[1]}. Nothing was run.`,
			advice: didYouMean(found[1], tableNames(context), '.tables lists them.'),
			detail: [
				'A temporary table is seen only by the session that made it, and is gone when that session ends.',
			],
		}),
	},
	{
		id: 'double-quoted-text',
		words: /^no such column: "?(.+?)"? - should this be a string literal in single-quotes\?$/s,
		texts: ({found}) => ({
			short: 'A text has single quotes.',
			meaning: `Double quotes are for names, and there is no column ${found[1]}. Nothing was run.`,
			advice: `If it is a text, write '${found[1]}'.`,
			detail: [
				'Many builds of SQLite take a name in double quotes for a text where there is no such column, and hide misspelt names that way. This one does not.',
			],
		}),
	},
	{
		id: 'no-such-column',
		words: /^(?:no such column: (.+)|table .+ has no column named (.+))$/s,
		texts: ({found, context}) => noColumn(found[1] ?? found[2] ?? '', context),
	},
	{
		id: 'no-such-function',
		words: /^no such function: (.+)$/s,
		texts: ({found, context}) => ({
			short: `There is no function ${found[1]}().`,
			meaning: `The SQLite of ${context.node} has no function ${found[1]}(). It may be misspelt, newer than this SQLite, or an extension that is not there.`,
			advice: 'SELECT sqlite_version() tells the version, PRAGMA function_list the functions.',
		}),
	},
	{
		id: 'no-such-thing',
		words: /^no such (index|trigger|view|module|savepoint|database|collation sequence): (.+)$/s,
		texts: ({found}) => ({
			short: `There is no ${found[1]} ${found[2]}.`,
			meaning: `Nothing of the name ${found[2]} is there as ${found[1]}. Nothing was run.`,
			advice:
				found[1] === 'savepoint'
					? 'A savepoint is gone once it is released, and with the transaction that it is in.'
					: '.schema shows what there is. With IF EXISTS a DROP of what is not there does nothing.',
		}),
	},
	{
		id: 'already-exists',
		words: /^(?:(table|index|view|trigger) )?(?:there is already a table named )?(.+?) already exists$/s,
		texts: ({found, context}) => ({
			short: `${found[2]} is there already.`,
			meaning: `The database of ${context.node} has a ${found[1] ?? 'thing'} of the name ${found[2]}. Nothing was changed.`,
			advice: 'Choose another name. CREATE … IF NOT EXISTS does nothing where it is there already.',
		}),
	},
	{
		id: 'ambiguous-column',
		words: /^ambiguous column name: (.+)$/s,
		texts: ({found}) => ({
			short: `Which ${found[1]}?`,
			meaning: `More than one of the tables in the statement has a column ${found[1]}. Nothing was run.`,
			advice: `Put the name or alias of its table before it: t.${found[1]}.`,
		}),
	},
];
