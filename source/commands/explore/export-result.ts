import {createWriteStream} from 'node:fs';
import {resolve} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {reasonOf} from '../../home/reason-of.ts';
import {formatCsv} from '../../results/format-csv.ts';
import {formatJson} from '../../results/format-json.ts';
import {formatTable} from '../../results/format-table.ts';
import type {ResultFormat} from '../../results/result-format.ts';
import type {ResultSet} from '../../results/results.ts';
import {groupDigits} from '../../sqlite/values.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';

const formats: Readonly<Record<string, () => ResultFormat>> = {
	csv: () => formatCsv(),
	json: () => formatJson(),
	txt: () => formatTable({visible, width}),
};

/** Rows that are turned into text at a time. */
const batchRows = 500;

/** Writes a result to a new file in the format that its name says. Gives a sentence about how it went. */
export async function exportResult(result: ResultSet, path: string): Promise<string> {
	const format = formats[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]?.();
	if (!format) return `${path} has no ending that says a format: .csv, .json or .txt.`;
	try {
		// Never over a file that is there: it may be someone's work.
		await pipeline(Readable.from(textOf(result, format)), createWriteStream(path, {flags: 'wx'}));
		const kept = result.truncated ? ': the first ones, there were more' : '';
		const {length} = result.rows;
		const rows = length === 1 ? '1 row is' : `${groupDigits(length)} rows are`;
		return `${rows} in ${resolve(path)}${kept}.`;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST')
			return `${path} is there already: choose another name.`;
		return `${path} cannot be written: ${reasonOf(error)}.`;
	}
}

function* textOf(result: ResultSet, format: ResultFormat): Generator<string> {
	yield format.open(result.columns);
	for (let start = 0; start < result.rows.length; start += batchRows)
		yield format.rows(result.rows.slice(start, start + batchRows));
	yield format.close();
}
