import type {Entry, NodeState} from '../../cluster/snapshot.ts';
import {shortTxid} from '../../litefs/position.ts';
import type {Line, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padStart, width} from '../../terminal/width.ts';
import {counted, formatTook} from '../lines/format.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';
import {statementLines} from './statement-lines.ts';

/** Lines of a transcript's entry, none of them wider than `columns`. */
export function entryLines(view: View, node: NodeState, entry: Entry, columns: number): readonly Line[] {
	switch (entry.kind) {
		case 'statement':
			return statementLines(view, node, entry, columns);
		case 'arrival':
			return arrivalLines(entry, columns);
		case 'skipped':
			return skippedLines(entry, columns);
		case 'notice':
			return indented([{text: visible(entry.text), style: noticeStyles[entry.level]}], columns);
	}
}

const noticeStyles: Readonly<Record<'info' | 'warning' | 'error', Style>> = {
	info: {dim: true},
	warning: {color: 'yellow'},
	error: {color: 'red'},
};

function indented(line: Line, columns: number): readonly Line[] {
	return wrapLine(line, columns - 2).map(part => [{text: '  '}, ...part]);
}

function arrivalLines(entry: Extract<Entry, {kind: 'arrival'}>, columns: number): readonly Line[] {
	const took = entry.snapshot ? 'snapshot' : formatTook(entry.elapsedMs);
	const count = entry.last - entry.first + 1n;
	const txids = count === 1n ? shortTxid(entry.last) : `${shortTxid(entry.first)}–${shortTxid(entry.last)}`;
	const label = `  ◂ ${columns >= 50 ? 'TXID ' : ''}${txids}  `;
	const what =
		entry.text === undefined ? (count === 1n ? '' : counted(count, 'transaction')) : visible(entry.text);
	const room = columns - width(took) - 1;
	const lines = wrapLine([{text: label, style: {color: 'cyan'}}, {text: what}], room, 6);
	const used = lines[0]!.reduce((sum, span) => sum + width(span.text), 0);
	const first: Line = [...lines[0]!, {text: padStart(took, columns - used), style: {dim: true}}];
	return [first, ...lines.slice(1)];
}

function skippedLines({statements}: Extract<Entry, {kind: 'skipped'}>, columns: number): readonly Line[] {
	const head = `${counted(statements.length, 'statement')} not run, since the one before failed:`;
	const shown = statements.slice(0, 3).map(sql => sql.replaceAll(/\s+/g, ' ').trim());
	const more = statements.length - shown.length;
	return [
		...indented([{text: head, style: {color: 'yellow'}}], columns),
		...shown
			.flatMap(sql => wrapLine([{text: visible(sql), style: {dim: true}}], columns - 4).slice(0, 2))
			.map((line): Line => [{text: '    '}, ...line]),
		...(more > 0 ? indented([{text: `  and ${more} more`, style: {dim: true}}], columns) : []),
	];
}
