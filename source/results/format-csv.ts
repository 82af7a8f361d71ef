import type {Value} from '../sqlite/values.ts';
import {exactReal, type ResultFormat} from './result-format.ts';

/**
 * CSV after RFC 4180, with a line of column names. Text is always in quotes and nothing else ever is, so that each
 * value keeps its type: NULL is nothing at all and the empty text `""`, a number is bare and the text of one quoted,
 * a blob is `x'…'`. With a node its name is in a first column of its own.
 */
export function formatCsv(node?: string): ResultFormat {
	const label = node === undefined ? '' : `${quote(node)},`;
	return {
		open(columns) {
			const names = columns.map(quoteIfNeeded).join(',');
			return `${node === undefined ? '' : 'node,'}${names}\r\n`;
		},
		rows(rows) {
			let text = '';
			for (const row of rows) text += `${label}${row.map(field).join(',')}\r\n`;
			return text;
		},
		close: () => '',
	};
}

function field(value: Value): string {
	if (value === null) return '';
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'number') return exactReal(value);
	if (typeof value === 'string') return quote(value);
	return `x'${Buffer.from(value).toString('hex')}'`;
}

function quote(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}

function quoteIfNeeded(name: string): string {
	return /^[^",\r\n]+$/.test(name) ? name : quote(name);
}
