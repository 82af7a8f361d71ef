import * as v from 'valibot';
import {limits} from '../../cluster/limits.ts';
import {durationPattern, parseDuration} from '../duration.ts';

/** A node: a role, or a replica by its number. Which there are is checked when the whole script is known. */
export const node = v.pipe(
	v.string(),
	v.description('A node: primary, replica (the first one), or replica-1, replica-2 and so on.'),
);

/** One or several statements. */
export const sql = v.pipe(
	v.string(),
	v.check(text => text.trim() !== '', 'There is no SQL here.'),
	v.description('One or several SQL statements, each with its semicolon.'),
);

/** A time, with its unit. */
export const duration = v.pipe(
	v.string(),
	v.regex(durationPattern, 'A time is a number with ms or s behind it, such as 200ms or 1.5s.'),
	v.check(
		text => !(parseDuration(text) > limits.latencyMs),
		`The longest time a script can name is ${limits.latencyMs / 1000}s.`,
	),
	v.description('A time such as 200ms or 1.5s.'),
);

/** Text for people, in Markdown. */
export const prose = v.pipe(
	v.string(),
	v.check(text => text.trim() !== '', 'There is no text here.'),
	v.description('Text in Markdown: paragraphs, lists, `code`, fenced code.'),
);

/** A line of text. */
export const line = v.pipe(
	v.string(),
	v.check(text => text.trim() !== '' && !text.includes('\n'), 'This takes one line of text.'),
);

/** How many TXIDs. */
export const count = v.pipe(
	v.number(),
	v.integer('This takes a whole number.'),
	v.minValue(0, 'This takes a whole number from 0 on.'),
);

/** A page of the ingress. */
export const pagePath = v.pipe(
	v.string(),
	v.startsWith('/', 'A page is a path that begins with a slash, such as /invoices/1.'),
	v.description('The path of a page, such as /invoices/1.'),
);

/** A value of a row: INTEGER, REAL, TEXT or NULL. */
const value = v.union([v.string(), v.number(), v.null()], 'A value is text, a number or null.');

/** Rows of a result; a row of one column may be its value alone. */
export const rows = v.pipe(
	v.array(
		v.union([value, v.array(value)], 'A row is a list of values, or the one value of its only column.'),
	),
	v.description('The rows, in their order; a row of one column may be its value alone.'),
);
