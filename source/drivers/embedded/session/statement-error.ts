import Database from 'better-sqlite3';
import type {StatementError} from '../../../cluster/statement.ts';
import {resultCodeNumber} from '../../../sqlite/result-codes.ts';

/** Errors of better-sqlite3 itself, which has words for programmers where a person needs others. */
const ownErrors: readonly {readonly words: RegExp; readonly error: StatementError}[] = [
	{
		words: /more than one statement/,
		error: {
			code: 'LITESCOPE_SEVERAL_STATEMENTS',
			message: 'This is more than one statement. Run them one after another.',
		},
	},
	{
		words: /parameter values were provided|[Mm]issing named parameter/,
		error: {
			code: 'LITESCOPE_PARAMETER',
			message:
				'The statement has a parameter (such as ?1 or :name) and no value for it. Write the value itself.',
		},
	},
];

/** What was thrown while a statement ran, as the node's own words and code. */
export function toStatementError(thrown: unknown): StatementError {
	if (thrown instanceof Database.SqliteError) {
		const {code, message} = thrown;
		const number = resultCodeNumber(code);
		return {code, message, ...(number !== undefined && {number})};
	}
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	const known = ownErrors.find(({words}) => words.test(message));
	return known?.error ?? {code: 'LITESCOPE_SESSION', message};
}
