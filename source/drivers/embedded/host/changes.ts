import type Database from 'better-sqlite3';
import {limits} from '../../../cluster/limits.ts';
import type {Change} from '../../../cluster/transaction.ts';

interface SchemaEntry {
	readonly type: string;
	readonly name: string;
	readonly table: string;
	readonly sql: string | null;
}

/** The schema of a database, for telling what a transaction of someone else's changed in it. */
export type Schema = ReadonlyMap<string, SchemaEntry>;

/** Reads the schema as it is now. */
export function readSchema(connection: Database.Database): Schema {
	const entries = connection
		.prepare('SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema ORDER BY rowid')
		.all() as SchemaEntry[];
	return new Map(entries.map(entry => [`${entry.type} ${entry.name}`, entry]));
}

/** Says what makes one schema the other; undefined where nothing a person would name does. */
export function describeSchemaChange(before: Schema, after: Schema): Change | undefined {
	const created = [...after].filter(([key]) => !before.has(key)).map(([, entry]) => entry);
	const dropped = [...before].filter(([key]) => !after.has(key)).map(([, entry]) => entry);
	const altered = [...after]
		.filter(([key, entry]) => before.has(key) && before.get(key)!.sql !== entry.sql)
		.map(([, entry]) => entry);
	// What comes and goes with its table is not worth a word.
	const parts = [
		...withoutParts(created).map(entry => `+ ${named(entry)}`),
		...withoutParts(dropped).map(entry => `- ${named(entry)}`),
		...altered.map(entry => `~ ${named(entry)}`),
	];
	if (parts.length === 0) return undefined;
	const tables = created.filter(({type}) => type === 'table' || type === 'view');
	return {text: parts.join(', '), created: tables.map(({name}) => name)};
}

function withoutParts(entries: readonly SchemaEntry[]): readonly SchemaEntry[] {
	const tables = new Set(entries.filter(({type}) => type === 'table').map(({name}) => name));
	return entries.filter(
		({type, name, table, sql}) =>
			sql !== null && !name.startsWith('sqlite_') && !(type !== 'table' && tables.has(table)),
	);
}

function named({type, name, table}: SchemaEntry): string {
	return type === 'index' || type === 'trigger' ? `${type} ${name} on ${table}` : `${type} ${name}`;
}

/** Whether writing to one table may write to another: there are triggers, or references that act. */
export function hasSideEffects(schema: Schema): boolean {
	return [...schema.values()].some(
		({type, sql}) =>
			type === 'trigger' || /\bON\s+(DELETE|UPDATE)\s+(CASCADE|SET\s+(NULL|DEFAULT))\b/i.test(sql ?? ''),
	);
}

/** Which part of a database's pages a transaction has that is said to have rewritten the whole. */
const wholePart = 0.95;
/** Pages of a database from which on that is said. */
const wholePages = 4;

/** Says that the whole database was rewritten, as VACUUM does; undefined where it was not. */
export function describeRewrite(pages: number, databasePages: number): Change | undefined {
	if (databasePages < wholePages || pages < databasePages * wholePart) return undefined;
	return {text: 'vacuum: the whole database rewritten', created: []};
}

/**
 * The tables that pages belong to, going by where each table's pages are now; not SQLite's own. Undefined where that
 * would take too long.
 */
export function tablesOf(
	connection: Database.Database,
	pages: Uint32Array,
	databasePages: number,
): readonly string[] | undefined {
	if (databasePages > limits.attributedPages || pages.length > limits.attributedPages) return undefined;
	const names = connection
		.prepare(
			`SELECT DISTINCT coalesce(s.tbl_name, d.name) FROM dbstat AS d
			LEFT JOIN sqlite_schema AS s ON s.name = d.name
			WHERE d.pageno IN (SELECT value FROM json_each(?)) AND d.name <> 'sqlite_schema'`,
		)
		.pluck()
		.all(JSON.stringify([...pages])) as string[];
	return names.filter(name => !name.startsWith('sqlite_'));
}
