import type {StatementError} from '../../../cluster/statement.ts';
import {tokenize} from '../../../sqlite/tokens.ts';

/** Settings of the primary's database that would end replication, and the values that do not. */
const guarded: Readonly<Record<string, readonly string[]>> = {
	journal_mode: ['wal'],
	locking_mode: ['normal'],
};

/**
 * The refusal of a statement that would take the primary's database out of WAL mode or lock replication out of it.
 * SQLite refuses these by itself while the host has the database open, with these words, but only after the whole
 * busy timeout, and the connection is left in a state in which everything later fails too.
 */
export function trapOf(sql: string, readonly: boolean): StatementError | undefined {
	if (readonly || !/pragma/i.test(sql)) return undefined;
	const words = tokenize(sql)
		.filter(({kind}) => kind !== 'space' && kind !== 'comment')
		.map(({text}) => text.toLowerCase().replace(/^["'`[]|["'`\]]$/g, ''));
	if (words[0] !== 'pragma') return undefined;
	const [schema, rest] = words[2] === '.' ? [words[1], words.slice(3)] : ['main', words.slice(1)];
	const [setting = '', sign, value = ''] = rest;
	const allowed = guarded[setting];
	const sets = sign === '=' || sign === '(';
	if (schema !== 'main' || !allowed || !sets || allowed.includes(value)) return undefined;
	return {code: 'SQLITE_BUSY', number: 5, message: 'database is locked'};
}
