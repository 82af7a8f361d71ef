import {replicasSince, transactionOf} from '../../cluster/selectors.ts';
import type {NodeState, StatementEntry} from '../../cluster/snapshot.ts';
import type {Outcome} from '../../cluster/statement.ts';
import {shortTxid} from '../../litefs/position.ts';
import {classify} from '../../sqlite/classify.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import {counted, formatCount, formatMs, formatRounded, formatTook} from '../lines/format.ts';
import {sqlLines} from '../lines/sql-line.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';
import {answerLines} from './answer-lines.ts';
import {errorLines} from './error-lines.ts';

/** Lines that a long statement takes in the transcript; the rest is counted. */
const statementLineLimit = 12;

/** A statement as at a shell's prompt: what was run, what came back, how it ended. */
export function statementLines(
	view: View,
	node: NodeState,
	entry: StatementEntry,
	columns: number,
): readonly Line[] {
	return [
		...promptLines(view, node, entry, columns),
		...answerLines(view, entry, columns),
		...outcomeLines(view, node, entry, columns),
		...errorLines(view, node, entry, columns),
	];
}

function promptLines(view: View, node: NodeState, entry: StatementEntry, columns: number): readonly Line[] {
	const dot = view.screen.dots[entry.id];
	const sql = entry.sql.trim();
	// No more is taken apart than can stand here: a statement may have a million characters.
	const most = statementLineLimit * columns;
	const lines: readonly Line[] = dot ? [[{text: visible(dot.text)}]] : sqlLines(sql.slice(0, most));
	const cut = dot ? 0 : Math.max(0, sql.length - most);
	const prompt = `${visible(node.name)} ▸ `;
	const indent = Math.min(width(prompt), 4);
	const wrapped = lines.flatMap((line, index) =>
		index === 0
			? wrapLine([{text: prompt, style: {color: 'cyan'}}, ...line], columns, indent)
			: wrapLine([{text: ' '.repeat(indent)}, ...line], columns, indent),
	);
	if (wrapped.length <= statementLineLimit && cut === 0) return wrapped;
	const more =
		cut > 0
			? `    … ${counted(cut, 'more character')}`
			: `    … ${counted(wrapped.length - statementLineLimit + 1, 'more line')}`;
	return [...wrapped.slice(0, statementLineLimit - 1), [{text: more, style: {dim: true}}]];
}

function outcomeLines(view: View, node: NodeState, entry: StatementEntry, columns: number): readonly Line[] {
	const {outcome} = entry;
	if (!outcome) return wrapLine([{text: `  ${runningText(view, entry)}`, style: {dim: true}}], columns, 2);
	if (outcome.status !== 'ok') return [];
	const wide = columns >= 50;
	const gap: Span = {text: wide ? '   ' : '  '};
	const parts: Span[] = [];
	if (outcome.rows === undefined) parts.push({text: 'ok', style: {color: 'green'}});
	else
		parts.push({
			text: outcome.truncated
				? `first ${counted(outcome.rows, 'row')} of more`
				: counted(outcome.rows, 'row'),
		});
	if (outcome.changes !== undefined && classify(entry.sql).kind === 'write')
		parts.push({text: counted(outcome.changes, 'row')});
	// What a replica commits, it commits on the primary.
	if (outcome.committed && node.role === 'replica') parts.push({text: 'forwarded'});
	if (outcome.committed) parts.push({text: committedText(outcome.committed)});
	// A narrow pane has no room for both times: the one of the way to the replicas matters more.
	if (wide || !outcome.committed) parts.push({text: formatMs(outcome.durationMs), style: {dim: true}});
	if (outcome.rows !== undefined && outcome.atTxid !== undefined) {
		const behind = outcome.behind ? `, ${formatCount(outcome.behind)} behind` : '';
		parts.push({
			text: `${outcome.copy ? 'copy ' : ''}at TXID ${shortTxid(outcome.atTxid)}${behind}`,
			...(behind ? {style: {color: 'yellow'}} : {style: {dim: true}}),
		});
	}
	if (outcome.inTransaction && !outcome.committed)
		parts.push({text: 'in transaction', style: {color: 'yellow'}});
	parts.push(...tookParts(view, entry));
	const line: Span[] = [{text: '  '}];
	for (const [index, part] of parts.entries()) {
		// A part is never broken: its number stays with its unit.
		const whole = {...part, text: part.text.replaceAll(' ', '\u00a0')};
		line.push(...(index > 0 ? [gap, whole] : [whole]));
	}
	// On the screen it is a space again, so that what is selected there and searched for is as it reads.
	return wrapLine(line, columns, 4).map(wrapped =>
		wrapped.map(span => ({...span, text: span.text.replaceAll('\u00a0', ' ')})),
	);
}

function runningText(view: View, entry: StatementEntry): string {
	const elapsedMs = view.screen.nowMs - entry.startedAtMs;
	const rows = entry.rows > 0 ? `, ${counted(entry.rows, 'row')} so far` : '';
	return elapsedMs < 300 ? 'running' : `running for ${formatMs(elapsedMs)}${rows} · Ctrl+C cancels`;
}

function committedText({first, last}: NonNullable<Outcome['committed']>): string {
	return first === last ? `TXID ${shortTxid(last)}` : `TXIDs ${shortTxid(first)}–${shortTxid(last)}`;
}

/** Replicas that are told by name; more are told as a number. */
const toldByName = 3;

/** When what the statement committed came to the replicas. */
function tookParts(
	{snapshot}: View,
	{outcome, arrivals: kept, startedAtMs}: StatementEntry,
): readonly Span[] {
	if (!outcome?.committed) return [];
	const transaction = transactionOf(snapshot, outcome.committed.last);
	const replicas = replicasSince(snapshot, transaction?.seenAtMs ?? startedAtMs);
	// A statement that was forwarded from a replica is told of here alone.
	const arrivals = (transaction?.arrivals ?? kept).filter(({node}) =>
		replicas.some(({name}) => name === node),
	);
	if (replicas.length <= toldByName) {
		return arrivals.map(({node, elapsedMs}) => ({
			text: `${visible(node)} ${formatTook(elapsedMs)}`,
			style: {color: 'green' as const},
		}));
	}
	const slowest = arrivals.reduce((a, b) => (b.elapsedMs > a.elapsedMs ? b : a), {node: '', elapsedMs: -1});
	if (slowest.node === '') return [];
	const text = `${arrivals.length} of ${replicas.length} in ${formatRounded(slowest.elapsedMs)}, slowest ${visible(slowest.node)}`;
	return [{text, style: {color: arrivals.length === replicas.length ? 'green' : 'yellow'}}];
}
