import type {Value} from '../sqlite/values.ts';
import {exactReal, type ResultFormat} from './result-format.ts';

/**
 * JSON: one array of objects for a result, a row on each line. INTEGERs are written digit by digit, however large;
 * a REAL always has a point or an exponent; a blob is `{"blob":"<hex>"}`, which nothing else looks like. A column
 * name that came before gets `:1`, `:2` behind it, as in SQLite's own subqueries. With a node the array stands in
 * `{"node":…,"rows":…}`.
 */
export function formatJson(node?: string): ResultFormat {
	let keys: readonly string[] = [];
	let first = true;
	return {
		open(columns) {
			keys = distinct(columns).map(quote);
			return node === undefined ? '[' : `{"node":${quote(node)},"rows":[`;
		},
		rows(rows) {
			let text = '';
			for (const row of rows) {
				text += first ? '\n{' : ',\n{';
				first = false;
				for (let index = 0; index < keys.length; index += 1) {
					text += `${index > 0 ? ',' : ''}${keys[index]}:${json(row[index] ?? null)}`;
				}
				text += '}';
			}
			return text;
		},
		close: () => `${first ? '' : '\n'}]${node === undefined ? '' : '}'}\n`,
	};
}

function json(value: Value): string {
	if (value === null) return 'null';
	if (typeof value === 'bigint') return value.toString();
	if (typeof value === 'number') return exactReal(value);
	if (typeof value === 'string') return quote(value);
	return `{"blob":"${Buffer.from(value).toString('hex')}"}`;
}

// What JSON may hold as it is but a terminal may obey: DEL, the C1 controls and what turns the writing's direction.
const hidden = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function quote(text: string): string {
	return JSON.stringify(text).replace(
		hidden,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

function distinct(columns: readonly string[]): readonly string[] {
	const taken = new Set<string>();
	return columns.map(column => {
		let name = column;
		for (let count = 1; taken.has(name); count += 1) name = `${column}:${count}`;
		taken.add(name);
		return name;
	});
}
