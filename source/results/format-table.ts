import {limits} from '../cluster/limits.ts';
import {type ShownValue, showValue} from '../sqlite/values.ts';
import type {ResultFormat} from './result-format.ts';

/** How text looks in a terminal. */
export interface TextLook {
	/** Makes untrusted text safe to show. */
	readonly visible: (text: string) => string;
	/** Columns that a visible text takes. */
	readonly width: (text: string) => number;
}

type Cell = Pick<ShownValue, 'text' | 'kind'>;

/**
 * A table with aligned columns, numbers to the right. It has to see all rows before it writes the first, so it is
 * for as many as a person reads. With a node its name stands above.
 */
export function formatTable({visible, width}: TextLook, node?: string): ResultFormat {
	const lines: Cell[][] = [];
	return {
		open(columns) {
			lines.push(columns.map(text => ({text: visible(text), kind: 'text'})));
			return '';
		},
		rows(rows) {
			for (const row of rows) {
				lines.push(
					row.map(value => {
						const {text, kind} = showValue(value, limits.tableCell);
						return {text: visible(text), kind};
					}),
				);
			}
			return '';
		},
		close() {
			const [header = [], ...body] = lines;
			const widths = header.map((_, column) =>
				Math.max(...lines.map(line => width(line[column]?.text ?? ''))),
			);
			const toRight = header.map(
				(_, column) =>
					body.length > 0 &&
					body.every(line => line[column]?.kind !== 'text' && line[column]?.kind !== 'blob'),
			);
			const rule = widths.map(columns => ({text: '─'.repeat(columns), kind: 'text' as const}));
			const text = [header, rule, ...body].map(line =>
				line
					.map((cell, column) => {
						const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell.text)));
						return toRight[column] ? gap + cell.text : cell.text + gap;
					})
					.join('  ')
					.trimEnd(),
			);
			return `${[...(node === undefined ? [] : [`${visible(node)}:`]), ...text].join('\n')}\n`;
		},
	};
}
