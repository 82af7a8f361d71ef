import type {StatementError} from '../../../cluster/statement.ts';
import {tokenize} from '../../../sqlite/tokens.ts';

/**
 * An error of what `toShellInput` made of a statement, as SQLite has it of the statement itself: counted from its own
 * beginning, and, where the semicolon is meant that we wrote behind it, at its end.
 */
export function errorInStatement(error: StatementError, text: string, sql: string): StatementError {
	const {offset, message} = error;
	const first = tokenize(sql).find(({kind}) => kind !== 'space' && kind !== 'comment');
	if (offset === undefined || !first) return error;
	const place = offset + first.start - (text.length - text.trimStart().length);
	const isOurs = offset === text.length - 1 && text.endsWith(';') && sql[place] !== ';';
	if (isOurs && message === 'near ";": syntax error')
		return {...error, message: 'incomplete input', offset: sql.trimEnd().length};
	return {...error, offset: place};
}
