import {type TokenCursor, tokenCursor} from './token-cursor.ts';
import {groupDigits} from './values.ts';

export interface StatementClass {
	/** The statement's verb in upper case, behind its WITH clause; '' for an empty one. */
	readonly verb: string;
	/** EXPLAIN only reads, whatever it explains. */
	readonly kind: 'read' | 'write' | 'schema' | 'transaction' | 'pragma' | 'other';
	/** The table that is written to, or that the schema change is about, without its schema. */
	readonly table?: string;
}

/** What a statement did to the database. Untrusted text: it has names out of the statement in it. */
export interface ChangeDescription {
	readonly text: string;
	/** Tables and views that it made. */
	readonly created: readonly string[];
}

const kindOfVerb: Readonly<Record<string, StatementClass['kind']>> = {
	SELECT: 'read',
	VALUES: 'read',
	EXPLAIN: 'read',
	INSERT: 'write',
	REPLACE: 'write',
	UPDATE: 'write',
	DELETE: 'write',
	CREATE: 'schema',
	DROP: 'schema',
	ALTER: 'schema',
	BEGIN: 'transaction',
	COMMIT: 'transaction',
	END: 'transaction',
	ROLLBACK: 'transaction',
	SAVEPOINT: 'transaction',
	RELEASE: 'transaction',
	PRAGMA: 'pragma',
};

/** Reads up to the verb: a WITH clause is behind us then. */
const seekVerb = (cursor: TokenCursor): string => {
	cursor.skip(';');
	if (!cursor.take('WITH')) return cursor.word();
	// The verb is what follows the last table expression; a table expression may itself be called "replace".
	while (cursor.seek('(')) {
		cursor.skipGroup();
		if (Object.hasOwn(kindOfVerb, cursor.word())) return cursor.word();
	}
	return cursor.word();
};

const conflictWords = ['OR', 'ROLLBACK', 'ABORT', 'REPLACE', 'FAIL', 'IGNORE', 'INTO', 'FROM'];

interface Target {
	readonly type: 'table' | 'index' | 'view' | 'trigger';
	readonly schema?: string;
	readonly name: string;
}

/** Reads `UNIQUE INDEX IF NOT EXISTS main.i` and the like, up to behind the name. */
const readTarget = (cursor: TokenCursor): Target | undefined => {
	const isTemporary = cursor.word() === 'TEMP' || cursor.word() === 'TEMPORARY';
	cursor.skip('TEMP', 'TEMPORARY', 'UNIQUE', 'VIRTUAL');
	const type = cursor.word().toLowerCase();
	if (type !== 'table' && type !== 'index' && type !== 'view' && type !== 'trigger') return undefined;
	cursor.next();
	cursor.skip('IF', 'NOT', 'EXISTS');
	const name = cursor.name();
	return name && {type, ...name, ...(isTemporary && {schema: 'temp'})};
};

/** The table behind `ON`, of an index or a trigger. */
const readOn = (cursor: TokenCursor): string | undefined => {
	if (!cursor.seek('ON')) return undefined;
	cursor.next();
	return cursor.name()?.name;
};

const tableOf = (verb: string, cursor: TokenCursor): string | undefined => {
	cursor.next();
	if (kindOfVerb[verb] === 'write') {
		cursor.skip(...conflictWords);
		return cursor.name()?.name;
	}
	if (kindOfVerb[verb] !== 'schema') return undefined;
	const target = readTarget(cursor);
	return target?.type === 'index' || target?.type === 'trigger' ? readOn(cursor) : target?.name;
};

/** What kind of statement this is. It need not be complete or right. */
export const classify = (sql: string): StatementClass => {
	const cursor = tokenCursor(sql);
	const verb = seekVerb(cursor).toUpperCase();
	if (verb === 'EXPLAIN') return {verb, kind: 'read'};
	const table = tableOf(verb, cursor);
	return {verb, kind: kindOfVerb[verb] ?? 'other', ...(table !== undefined && {table})};
};

const rows = (count: number, done: string): string =>
	`${groupDigits(count)} ${count === 1 ? 'row' : 'rows'} ${done}`;

const doneToRows = (verb: string, cursor: TokenCursor): string => {
	if (verb === 'UPDATE') return 'updated';
	if (verb === 'DELETE') return 'deleted';
	if (verb === 'REPLACE') return 'inserted or replaced';
	while (cursor.seek('DO')) {
		cursor.next();
		if (cursor.word() === 'UPDATE') return 'inserted or updated';
	}
	return 'inserted';
};

const describeRows = (verb: string, cursor: TokenCursor, changes: number): string | undefined => {
	cursor.next();
	const isReplace = cursor.take('OR') && cursor.word() === 'REPLACE';
	cursor.skip(...conflictWords);
	const table = cursor.name();
	if (!table || isElsewhere(table)) return undefined;
	return `${table.name}: ${rows(changes, doneToRows(isReplace ? 'REPLACE' : verb, cursor))}`;
};

const describeAlter = (cursor: TokenCursor, table: string): string => {
	const action = cursor.word();
	cursor.next();
	if (action === 'RENAME' && cursor.take('TO')) return `~ table ${table}: now ${cursor.name()?.name}`;
	cursor.skip('COLUMN');
	const column = cursor.name()?.name;
	if (action === 'ADD') return `~ table ${table}: + column ${column}`;
	if (action === 'DROP') return `~ table ${table}: - column ${column}`;
	if (action === 'RENAME' && cursor.take('TO')) {
		return `~ table ${table}: column ${column} now ${cursor.name()?.name}`;
	}
	return `~ table ${table}`;
};

/** Temporary tables and attached databases are not part of the database that is replicated. */
const isElsewhere = ({schema}: {readonly schema?: string}): boolean =>
	schema !== undefined && schema !== 'main';

const describeSchema = (verb: string, cursor: TokenCursor): ChangeDescription | undefined => {
	cursor.next();
	const target = readTarget(cursor);
	if (!target || isElsewhere(target)) return undefined;
	const {type, name} = target;
	if (verb === 'ALTER') return {text: describeAlter(cursor, name), created: []};
	if (verb === 'DROP') return {text: `- ${type} ${name}`, created: []};
	if (type === 'table' || type === 'view') return {text: `+ ${type} ${name}`, created: [name]};
	return {text: `+ ${type} ${name} on ${readOn(cursor)}`, created: []};
};

/**
 * What a statement that succeeded did to the database, in a few words: `+ table users`, `users: 1 row inserted`.
 * `changes` is the number of rows that it changed. Undefined for what cannot be told from the statement, and for
 * what does not change the database.
 */
export const describeChange = (sql: string, changes: number): ChangeDescription | undefined => {
	const cursor = tokenCursor(sql);
	const verb = seekVerb(cursor).toUpperCase();
	const kind = kindOfVerb[verb];
	if (kind === 'schema') return describeSchema(verb, cursor);
	if (kind === 'write') {
		const text = describeRows(verb, cursor, changes);
		return text === undefined ? undefined : {text, created: []};
	}
	cursor.next();
	const isVacuum = verb === 'VACUUM' && !cursor.seek('INTO');
	return isVacuum ? {text: 'vacuum', created: []} : undefined;
};
