import type {StatementError} from '../../../cluster/statement.ts';
import {tokenize} from '../../../sqlite/tokens.ts';

/** What is known of the node that a statement is for. */
export interface TrapContext {
	readonly node: string;
	readonly isPrimary: boolean;
	/** The database's journal mode there, such as `wal`. */
	readonly journalMode: string;
}

/** Journal modes in which what is committed goes past LiteFS. */
const unseen = new Set(['memory', 'off']);

/**
 * The refusal of a `PRAGMA journal_mode` that LiteFS does not survive (its version 0.5): leaving WAL on the primary makes a
 * transaction that every replica dies of, and in the modes MEMORY and OFF transactions are not replicated.
 */
export function trapOf(sql: string, {node, isPrimary, journalMode}: TrapContext): StatementError | undefined {
	const mode = journalModeSetBy(sql);
	if (mode === undefined) return undefined;
	if (unseen.has(mode)) {
		return refusal(
			`litescope did not run this: in journal mode ${mode.toUpperCase()}, LiteFS does not see what is committed, and no replica would get it.`,
		);
	}
	if (isPrimary && journalMode === 'wal' && mode !== 'wal') {
		return refusal(
			`litescope did not run this: ${node} is LiteFS’s primary, and when its database leaves WAL mode every replica stops with a checksum that does not match, and stays down until its copy is deleted.`,
		);
	}
	return undefined;
}

function refusal(message: string): StatementError {
	return {code: 'LITESCOPE_JOURNAL_MODE', message};
}

/** The journal mode that a statement sets for the replicated database, in lower case. */
function journalModeSetBy(sql: string): string | undefined {
	if (!/journal_mode/i.test(sql)) return undefined;
	const words = tokenize(sql)
		.filter(({kind}) => kind !== 'space' && kind !== 'comment')
		.map(({text}) => text.toLowerCase().replace(/^["'`[]|["'`\]]$/g, ''));
	if (words[0] !== 'pragma') return undefined;
	const [schema, rest] = words[2] === '.' ? [words[1], words.slice(3)] : ['main', words.slice(1)];
	const [setting, sign, value] = rest;
	const sets = sign === '=' || sign === '(';
	return schema === 'main' && setting === 'journal_mode' && sets ? value : undefined;
}
