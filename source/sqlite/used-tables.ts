import {tokenCursor} from './token-cursor.ts';
import {isBlank, nameOf, type Token, tokenize} from './tokens.ts';

/** The tables of the database that a statement names. Temporary ones and those of SQLite itself are not among them. */
export interface UsedTables {
	/** Tables and views that it makes. */
	readonly made: readonly {readonly name: string; readonly kind: 'table' | 'view'}[];
	/** Tables, also temporary ones and those of a WITH clause, that nobody else knows by this name. */
	readonly own: readonly string[];
	/** Tables and views that it reads, writes to, changes or drops. */
	readonly named: readonly string[];
	/** Those of them that it does not only read. */
	readonly written: readonly string[];
}

/** Words behind which a table stands that is read, and those behind which it is written to. */
const reads = new Set(['FROM', 'JOIN']);
const writes = new Set(['INTO', 'UPDATE']);
/** Behind UPDATE they say what to do about conflicts. */
const conflictWords = ['OR', 'ROLLBACK', 'ABORT', 'REPLACE', 'FAIL', 'IGNORE'];

/** Which tables a statement names. It must be complete. */
export function usedTables(sql: string): UsedTables {
	const tokens = tokenize(sql).filter(token => !isBlank(token));
	const words = tokens.map(({kind, text}) => (kind === 'keyword' ? text.toUpperCase() : text));
	const schema = schemaChange(sql);
	const own = [...withNames(tokens, words), ...(schema?.temporary ? [schema.name] : [])];
	const named: string[] = [];
	const written: string[] = [];
	for (const [index, word] of words.entries()) {
		const isRead = reads.has(word) && words[index - 1] !== 'DISTINCT' && words[index - 1] !== 'DELETE';
		const isWritten = writes.has(word) || (word === 'FROM' && words[index - 1] === 'DELETE');
		if (!isRead && !isWritten) continue;
		const name = nameAt(sql, tokens[index]!, isWritten);
		if (name === undefined || own.includes(name)) continue;
		named.push(name);
		if (isWritten) written.push(name);
	}
	if (schema && !schema.temporary && schema.verb !== 'CREATE') written.push(schema.name);
	if (schema?.on !== undefined && !schema.temporary) written.push(schema.on);
	const isMade = schema?.verb === 'CREATE' && !schema.temporary && schema.on === undefined;
	return {
		made: isMade ? [{name: schema.name, kind: schema.kind === 'view' ? 'view' : 'table'}] : [],
		own,
		named: [...new Set([...named, ...written])],
		written: [...new Set(written)],
	};
}

/** The table behind a word; undefined for what is no table of the database, such as a function that gives rows. */
function nameAt(sql: string, {end}: Token, isWritten: boolean): string | undefined {
	const cursor = tokenCursor(sql.slice(end));
	cursor.skip(...conflictWords);
	const token = cursor.token();
	if (!token || token.kind === 'keyword') return undefined;
	const found = cursor.name();
	if (!found || (found.schema !== undefined && found.schema !== 'main')) return undefined;
	if (!isWritten && cursor.word() === '(') return undefined;
	return /^(sqlite|pragma)_/i.test(found.name) ? undefined : found.name;
}

/** The names that a WITH clause gives: `n AS (`, `n(i) AS (`. */
function withNames(tokens: readonly Token[], words: readonly string[]): readonly string[] {
	if (!words.includes('WITH')) return [];
	return tokens.flatMap((token, index) => {
		if (token.kind !== 'identifier') return [];
		const next = words[index + 1] === '(' ? words.indexOf(')', index) + 1 : index + 1;
		const opens = words[next] === 'AS' && ['(', 'NOT', 'MATERIALIZED'].includes(words[next + 1] ?? '');
		return opens ? [nameOf(token)] : [];
	});
}

interface SchemaChange {
	readonly verb: 'CREATE' | 'ALTER' | 'DROP';
	readonly kind: string;
	readonly name: string;
	/** The table that an index or a trigger is made on. */
	readonly on?: string;
	readonly temporary: boolean;
}

function schemaChange(sql: string): SchemaChange | undefined {
	const cursor = tokenCursor(sql);
	const verb = cursor.word();
	if (verb !== 'CREATE' && verb !== 'ALTER' && verb !== 'DROP') return undefined;
	cursor.next();
	const saysTemporary = cursor.word() === 'TEMP' || cursor.word() === 'TEMPORARY';
	cursor.skip('TEMP', 'TEMPORARY', 'UNIQUE', 'VIRTUAL');
	const kind = cursor.word().toLowerCase();
	cursor.next();
	cursor.skip('IF', 'NOT', 'EXISTS');
	const found = cursor.name();
	if (!found) return undefined;
	const temporary = saysTemporary || (found.schema !== undefined && found.schema !== 'main');
	if (kind === 'table' || kind === 'view') return {verb, kind, name: found.name, temporary};
	// An index or a trigger is dropped without its table being named.
	if (verb !== 'CREATE' || !cursor.seek('ON')) return undefined;
	cursor.next();
	const on = cursor.name()?.name;
	return on === undefined ? undefined : {verb, kind, name: found.name, on, temporary};
}
