import {limits} from '../../../cluster/limits.ts';
import type {StatementError} from '../../../cluster/statement.ts';
import {isComplete, splitStatements} from '../../../sqlite/split.ts';
import {type Token, tokenize} from '../../../sqlite/tokens.ts';

/** A statement as it may be written to a shell's stdin, or why it may not. */
export type ShellInput =
	/** There is no statement in it, only white space and comments. */
	| {readonly kind: 'nothing'}
	| {readonly kind: 'refused'; readonly error: StatementError}
	| {readonly kind: 'statement'; readonly text: string};

/**
 * Makes of a statement what a sqlite3 shell takes for exactly that statement, whatever is in it: complete, so that
 * nothing written after it becomes part of it, and without a line that the shell would take for a command of its own.
 */
export function toShellInput(sql: string): ShellInput {
	const long = tooLong(sql);
	if (long) return {kind: 'refused', error: long};
	const tokens = tokenize(sql);
	const refusal = refusalOf(sql, tokens);
	if (refusal) return {kind: 'refused', error: refusal};
	const first = tokens.find(token => !isBlank(token));
	if (!first || tokens.every(token => isBlank(token) || token.text === ';')) return {kind: 'nothing'};
	const unfinished = tokens.find(({kind}) => kind === 'unfinished');
	if (unfinished && !isComment(unfinished)) {
		return {
			kind: 'refused',
			error: syntaxError(`unrecognized token: "${unfinished.text}"`, unfinished.start),
		};
	}
	// Lines of blanks and comments before a statement the shell drops one by one, and after them a dot would be a
	// command; so the statement begins with its first word. Behind the last a comment would hide our semicolon.
	const end = tokens.findLast(token => !isBlank(token) && token !== unfinished)?.end ?? sql.length;
	const own = withoutTerminators(sql.slice(first.start, end), tokens, first.start);
	const isWhole = own.endsWith(';') && isComplete(own);
	const text = isWhole ? own : `${own};`;
	if (!isWhole && !isComplete(text))
		return {kind: 'refused', error: syntaxError('incomplete input', sql.trimEnd().length)};
	return {kind: 'statement', text: /^[.#]/.test(text) ? ` ${text}` : text};
}

function isBlank({kind}: Token): boolean {
	return kind === 'space' || kind === 'comment';
}

function isComment({text}: Token): boolean {
	return text.startsWith('/*');
}

/**
 * A line that is `go` or `/` alone ends a statement for the shell, as in other databases' shells. A comment before it
 * makes it an ordinary line; inside of a string or a quoted name the shell does not look.
 */
function withoutTerminators(text: string, tokens: readonly Token[], offset: number): string {
	const starts = tokens
		.filter(({kind, text: word}) => kind !== 'string' && (word === '/' || word.toLowerCase() === 'go'))
		.map(({start}) => start - offset)
		.filter(start => start > 0 && /\n[ \t\f\r]*$/.test(text.slice(0, start)));
	return starts.reduceRight((all, start) => `${all.slice(0, start)}/**/${all.slice(start)}`, text);
}

function syntaxError(message: string, offset: number): StatementError {
	return {code: 'SQLITE_ERROR', number: 1, message, offset};
}

function tooLong(sql: string): StatementError | undefined {
	const bytes = Buffer.byteLength(sql);
	if (bytes > limits.statementBytes) {
		const [has, most] = [bytes, limits.statementBytes].map(count => count.toLocaleString('en'));
		return {
			code: 'LITESCOPE_STATEMENT_BYTES',
			message: `The statement has ${has} bytes; the longest that can be run has ${most}.`,
		};
	}
	return undefined;
}

function refusalOf(sql: string, tokens: readonly Token[]): StatementError | undefined {
	if (sql.includes('\0')) {
		return {
			code: 'LITESCOPE_NUL',
			message: 'The statement has a NUL in it, where the sqlite3 shell would end it. Write char(0) instead.',
		};
	}
	if (isSeveral(sql, tokens)) {
		return {
			code: 'LITESCOPE_SEVERAL_STATEMENTS',
			message: 'This is more than one statement. Run them one after another.',
		};
	}
	if (tokens.some(({kind}) => kind === 'parameter')) {
		return {
			code: 'LITESCOPE_PARAMETER',
			message:
				'The statement has a parameter (such as ?1 or :name) and no value for it. Write the value itself.',
		};
	}
	return undefined;
}

/** Only where something follows a semicolon there can be more than one statement: it may stand in a trigger. */
function isSeveral(sql: string, tokens: readonly Token[]): boolean {
	const at = tokens.findIndex(({text}) => text === ';');
	if (at < 0 || tokens.slice(at + 1).every(isBlank)) return false;
	const {statements, rest} = splitStatements(sql);
	return statements.length + (rest ? 1 : 0) > 1;
}
