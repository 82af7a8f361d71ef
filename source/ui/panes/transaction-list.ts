import {primaryOf, replicasOf, replicasSince} from '../../cluster/selectors.ts';
import type {TransactionState} from '../../cluster/snapshot.ts';
import {shortTxid} from '../../litefs/position.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, padStart} from '../../terminal/width.ts';
import {counted, formatMs, formatRounded, formatTime, formatTook} from '../lines/format.ts';
import {framed, leftAndRight, rule, selectionMark} from '../lines/frame.ts';
import {madeBy} from '../made-by.ts';
import type {View} from '../view.ts';

/** The list of transactions: one line each, the newest at the bottom. `rows` with its frame or rule. */
export function transactionList(
	view: View,
	columns: number,
	rows: number,
	compact: boolean,
): readonly Line[] {
	if (rows <= 0) return [];
	const focused = view.screen.mode === 'browse' && view.screen.focus === 'transactions';
	const inner = compact ? columns : columns - 4;
	const room = rows - (compact ? 1 : 2);
	const {lines, marked} = windowLines(view, inner, room, compact, focused);
	if (compact) {
		const title = rule('transactions', columns, focused ? {bold: true, color: 'cyan'} : {dim: true});
		const shown = lines.map((line, row): Line => [row === marked ? selectionMark : {text: ' '}, ...line]);
		return [title, ...fill(shown, room)];
	}
	return framed(lines, columns, rows, {
		title: 'transactions',
		right: 'TXID, committed, what, how long each took',
		focused,
		marked: new Set([marked]),
		...(focused && {style: {color: 'cyan'}}),
	});
}

function fill(lines: readonly Line[], rows: number): readonly Line[] {
	return [...lines, ...Array.from({length: rows - lines.length}, () => [])];
}

interface ListWindow {
	readonly lines: readonly Line[];
	/** Which of the lines is selected; -1 for none. */
	readonly marked: number;
}

function windowLines(
	view: View,
	columns: number,
	rows: number,
	compact: boolean,
	focused: boolean,
): ListWindow {
	const {transactions, transactionsDropped} = view.snapshot;
	if (transactions.length === 0) {
		const text =
			view.snapshot.phase === 'ready' ? 'None yet: every commit on the primary will stand here.' : '';
		return {lines: [[{text, style: {dim: true}}]], marked: -1};
	}
	const {selected} = view.screen.panels.transactions ?? {};
	const at = focused ? transactions.findIndex(({position}) => Number(position.txid) === selected) : -1;
	const end =
		at < 0 ? transactions.length : Math.min(transactions.length, Math.max(at + Math.ceil(rows / 2), rows));
	const start = Math.max(0, end - rows);
	const lines = transactions
		.slice(start, end)
		.map(transaction => transactionLine(view, transaction, columns - (compact ? 1 : 0), compact));
	const marked = at - start;
	if (start > 0 || transactionsDropped === 0 || rows <= 2) return {lines, marked: at < 0 ? -1 : marked};
	const older: Line = [
		{text: `${counted(transactionsDropped, 'older transaction')} not kept`, style: {dim: true}},
	];
	return {lines: [older, ...lines.slice(1)], marked: at < 0 ? -1 : marked};
}

function transactionLine(view: View, transaction: TransactionState, columns: number, compact: boolean): Line {
	const txid = padEnd(shortTxid(transaction.position.txid), compact ? 3 : 5);
	const known = transaction.pages === undefined ? '' : counted(transaction.pages, 'page');
	const pages = compact ? '' : padEnd(known, 11);
	const left: Line = [
		{text: txid, style: {bold: true}},
		{text: ` ${formatTime(transaction.committedAt)}  `, style: {dim: true}},
		{text: pages},
		{text: whatText(view, transaction)},
	];
	return leftAndRight(left, [{text: '  '}, ...wayText(view, transaction, compact)], columns);
}

/** What a transaction did, as far as it is known. */
function whatText({snapshot}: View, transaction: TransactionState): string {
	const {change, pages} = transaction;
	if (change) return visible(change.text);
	const own = madeBy(snapshot, transaction);
	if (own) return visible(own.sql.replaceAll(/\s+/g, ' ').trim());
	return pages === undefined ? 'by another program' : `by another program, ${counted(pages, 'page')}`;
}

const toldByName = 3;

function wayText(view: View, transaction: TransactionState, compact: boolean): Line {
	const replicas = replicasSince(view.snapshot, transaction.seenAtMs);
	const arrivals = transaction.arrivals.filter(({node}) => replicas.some(({name}) => name === node));
	const durationMs = madeBy(view.snapshot, transaction)?.outcome?.durationMs ?? transaction.durationMs;
	const spans: Span[] = [];
	if (durationMs !== undefined) {
		const name = compact ? '' : `${visible(primaryOf(view.snapshot)?.name ?? 'primary')} `;
		spans.push({text: padStart(`${name}${formatMs(durationMs)}   `, compact ? 9 : 0), style: {dim: true}});
	}
	if (replicas.length > (compact ? 1 : toldByName)) {
		const slowest = Math.max(0, ...arrivals.map(({elapsedMs}) => elapsedMs));
		spans.push({
			text: `${arrivals.length} of ${replicas.length}${arrivals.length > 0 ? ` in ${formatRounded(slowest)}` : ''} `,
		});
	} else {
		for (const {node, elapsedMs} of arrivals)
			spans.push({text: `${visible(node)} ${formatTook(elapsedMs)} `});
	}
	const all = replicasOf(view.snapshot).length > 0 && arrivals.length >= replicas.length;
	spans.push(all ? {text: '✓', style: {color: 'green'}} : {text: '…', style: {color: 'yellow'}});
	return spans;
}
