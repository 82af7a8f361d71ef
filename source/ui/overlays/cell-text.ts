import {showValue, type Value} from '../../sqlite/values.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {counted} from '../lines/format.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';

/** Bytes of a value that the cell view shows. */
const shownBytes = 256 * 1024;

/** One value as a whole: text with its lines, a blob as a dump of its bytes. */
export function cellText(
	view: View,
	statement: string,
	row: number,
	column: number,
	columns: number,
): readonly Line[] {
	const result = view.results.get(statement);
	const value = result?.rows[row]?.[column];
	if (!result || value === undefined) return [[{text: 'That result is not kept any more.'}]];
	return [
		[{text: `${visible(result.columns[column]!)}  ${kindOf(value)}`, style: {dim: true}}],
		[],
		...valueLines(value, columns),
	];
}

function kindOf(value: Value): string {
	if (value === null) return 'NULL';
	if (typeof value === 'bigint') return 'INTEGER';
	if (typeof value === 'number') return 'REAL';
	if (typeof value === 'string') return `TEXT, ${counted(value.length, 'character')}`;
	return `BLOB, ${counted(value.byteLength, 'byte')}`;
}

function valueLines(value: Value, columns: number): readonly Line[] {
	if (value instanceof Uint8Array) return dump(value.subarray(0, shownBytes), value.byteLength);
	const text = typeof value === 'string' ? value.slice(0, shownBytes) : showValue(value, shownBytes).text;
	const cut = typeof value === 'string' && value.length > shownBytes;
	return [
		...visible(text, {lines: true})
			.split('\n')
			.flatMap(line => wrapLine([{text: line}], columns)),
		...(cut
			? [
					[
						{text: `… and ${counted(value.length - shownBytes, 'more character')}`, style: {dim: true}},
					] as Line,
				]
			: []),
	];
}

const perLine = 16;

function dump(bytes: Uint8Array, total: number): readonly Line[] {
	const lines: Line[] = [];
	for (let offset = 0; offset < bytes.length; offset += perLine) {
		const part = bytes.subarray(offset, offset + perLine);
		const hex = Array.from(part, byte => byte.toString(16).padStart(2, '0')).join(' ');
		const text = Array.from(part, byte =>
			byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
		).join('');
		lines.push([
			{text: `${offset.toString(16).padStart(6, '0')}  `, style: {dim: true}},
			{text: `${hex.padEnd(perLine * 3)} ${text}`},
		]);
	}
	if (total > bytes.length)
		lines.push([{text: `… and ${counted(total - bytes.length, 'more byte')}`, style: {dim: true}}]);
	return lines;
}
