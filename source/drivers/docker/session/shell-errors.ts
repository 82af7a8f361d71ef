import type {StatementError} from '../../../cluster/statement.ts';
import {findErrorOffset} from '../../error-offset.ts';
import {resultCodeName} from './result-codes.ts';

/** `Parse error near line 7: `, as shells of different ages begin. */
const beginning = /^(?:Error:|Error|Parse error|Runtime error) near line \d+: /;
/** The place that newer shells show below the message, and what they write around it. */
const context = /\n {2}(.*)\n {2}( *)(\^--- error here|error here ---\^)$/;
/** What the shell says where our question is asked inside of a transaction (shell-frame.ts). */
const insideTransaction =
	/(?:^|\n)(?:Error:|Error|Parse error|Runtime error) near line \d+: Safety level may not be changed inside a transaction$/;

/** Whether what the shell wrote to stderr ends with the refusal that tells of an open transaction; and the rest of it. */
export function splitTransactionMark(stderr: string): {readonly inside: boolean; readonly rest: string} {
	const text = stderr.trimEnd();
	const found = insideTransaction.exec(text);
	return found ? {inside: true, rest: text.slice(0, found.index)} : {inside: false, rest: text};
}

/** The error of a statement, from what the shell wrote to stderr: message, code where it can be told, and place. */
export function parseShellError(stderr: string, sql: string): StatementError {
	const text = stderr.trim();
	const isRuntime = text.startsWith('Runtime error');
	const whole = text.replace(beginning, '');
	const place = context.exec(whole);
	const words = place ? whole.slice(0, place.index) : whole;
	const numbered = isRuntime ? /^(.*) \((\d+)\)$/s.exec(words) : null;
	const message = numbered?.[1] ?? words;
	const {code, number} = resultCodeName(message, numbered ? Number(numbered[2]) : undefined);
	const offset = place ? offsetOfContext(place, sql) : offsetOfWords(sql, message);
	return {code, number, message, ...(offset !== undefined && {offset})};
}

/**
 * The shell shows a part of the statement, with each white space as a blank, and points at a place in it: at the arrow,
 * which is behind or before the words. Undefined where that part occurs more than once.
 */
function offsetOfContext(place: RegExpExecArray, sql: string): number | undefined {
	const [, part = '', indent = '', arrow = ''] = place;
	const text = sql.replaceAll(/[ \t\n\v\f\r]/g, ' ');
	const at = text.indexOf(part);
	if (at < 0 || text.indexOf(part, at + 1) >= 0) return undefined;
	const columnBytes = indent.length + arrow.indexOf('^');
	return at + Buffer.from(part).subarray(0, columnBytes).toString().length;
}

/** Shells before 3.38 show no place; the message names a token, and where that is there once, it is the place. */
function offsetOfWords(sql: string, message: string): number | undefined {
	let tries = 0;
	const offset = findErrorOffset(sql, message, () => {
		tries += 1;
		return undefined;
	});
	return tries > 0 ? undefined : offset;
}
