import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';
import {type Line, lineWidth, type Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {truncate, width} from '../../terminal/width.ts';
import {counted, formatMs, sparkline} from '../lines/format.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {standingText} from './standing.ts';

/** How long an arrived table is bright, in milliseconds. */
export const brightMs = 1500;

/** The first lines of a pane: the position, what else is true of the node now, its tables. */
export function factLines(
	snapshot: ClusterSnapshot,
	node: NodeState,
	columns: number,
	nowMs: number,
): readonly Line[] {
	const position: Span = {
		text: node.position ? formatPosition(node.position) : 'no position yet',
		style: {bold: true},
	};
	const facts = [...standing(snapshot, node), ...spark(node, columns >= 50 ? 8 : 6)];
	const lines =
		columns >= 50
			? wideLines(node, position, facts, columns, nowMs)
			: narrowLines(node, position, facts, columns, nowMs);
	return [...lines, ...now(node, nowMs).flatMap(line => wrapLine(line, columns, 2))];
}

function wideLines(
	node: NodeState,
	position: Span,
	facts: readonly Span[],
	columns: number,
	nowMs: number,
): readonly Line[] {
	const first: Line = [position, ...(facts.length > 0 ? [{text: '   '}, ...spaced(facts)] : [])];
	const journal: Line = [...first, {text: '   '}, {text: `journal ${node.journalMode}`, style: {dim: true}}];
	return [lineWidth(journal) <= columns ? journal : first, ...tableLinesOf(node, columns, nowMs)];
}

function narrowLines(
	node: NodeState,
	position: Span,
	facts: readonly Span[],
	columns: number,
	nowMs: number,
): readonly Line[] {
	const second = spaced([...facts, {text: tableCount(node)}]);
	return [[position], [...second, ...fewTables(node, columns - lineWidth(second), nowMs)]];
}

function spaced(spans: readonly Span[]): Line {
	return spans.flatMap((span, index) => (index > 0 ? [{text: '  '}, span] : [span]));
}

function standing(snapshot: ClusterSnapshot, node: NodeState): readonly Span[] {
	if (node.role === 'primary')
		return node.status === 'running' ? [] : [{text: node.status, style: {color: 'red', bold: true}}];
	const {text, color} = standingText(snapshot, node);
	return [{text, style: {color}}];
}

function spark(node: NodeState, columns: number): readonly Span[] {
	return node.arrivals.length > 0 ? [{text: sparkline(node.arrivals, columns), style: {dim: true}}] : [];
}

function tableCount({tables}: NodeState): string {
	return tables.length === 0 ? 'no tables' : counted(tables.length, 'table');
}

/** Names of the tables in their order, those that have come marked. */
function orderedNames(node: NodeState, nowMs: number): readonly Span[] {
	const came = new Map(node.newTables.map(({name, atMs}) => [name, atMs]));
	const names = node.tables.map(({name}) => name).sort((a, b) => a.localeCompare(b, 'en'));
	return names.map(name => {
		const atMs = came.get(name);
		if (atMs === undefined) return {text: visible(name), style: {dim: true}};
		return {text: `${visible(name)}+`, style: {bold: nowMs - atMs < brightMs, color: 'green'}};
	});
}

const tableLineLimit = 2;

function tableLinesOf(node: NodeState, columns: number, nowMs: number): readonly Line[] {
	const names = orderedNames(node, nowMs);
	const head: Span = {text: `${tableCount(node)}  `};
	const all = wrapLine([head, ...withSpaces(names)], columns, 2);
	if (all.length <= tableLineLimit) return all;
	const newest = newestFirst(node, names);
	for (let count = newest.length - 1; count > 0; count--) {
		const lines = wrapLine([head, ...withSpaces(newest.slice(0, count)), {text: ' …'}], columns, 2);
		if (lines.length <= tableLineLimit) return lines;
	}
	return [[head]];
}

/** Tables that have come, the last first, before those that were there. */
function newestFirst({newTables}: NodeState, names: readonly Span[]): readonly Span[] {
	const order = new Map(newTables.map(({name}, index) => [`${visible(name)}+`, index]));
	return names.toSorted((a, b) => (order.get(b.text) ?? -1) - (order.get(a.text) ?? -1));
}

function withSpaces(names: readonly Span[]): Line {
	return names.flatMap((name, index) => (index > 0 ? [{text: ' '}, name] : [name]));
}

/** For a narrow pane: as many of the newest tables as fit behind the count. */
function fewTables(node: NodeState, columns: number, nowMs: number): Line {
	const names = orderedNames(node, nowMs);
	const newest = newestFirst(node, names);
	const shown: Span[] = [];
	let room = columns - 2;
	for (const name of newest) {
		const needed = width(name.text) + 1;
		if (needed > room - (shown.length + 1 < newest.length ? 2 : 0)) break;
		shown.push({text: ' '}, name);
		room -= needed;
	}
	if (shown.length / 2 < newest.length && room >= 2) shown.push({text: ' …'});
	return shown.length > 0 ? [{text: ' '}, ...shown] : [];
}

/** What holds at this moment and not always, one line each. */
function now(node: NodeState, nowMs: number): readonly Line[] {
	const lines: Line[] = [];
	const since = (atMs: number) => formatMs(Math.max(1, nowMs - atMs));
	if (node.reason && node.status !== 'running')
		lines.push([{text: visible(node.reason), style: {color: 'red'}}]);
	if (node.inTransactionSinceMs !== undefined)
		lines.push([
			{text: `▪ transaction open here for ${since(node.inTransactionSinceMs)}`, style: {color: 'yellow'}},
		]);
	if (node.hold) {
		const by = node.hold.by ? ` (${visible(node.hold.by)})` : '';
		lines.push([
			{
				text: `▪ an unfinished read${by} holds replication here for ${since(node.hold.sinceMs)}`,
				style: {color: 'yellow', bold: true},
			},
		]);
	}
	if (node.link?.cut) lines.push([{text: '× link to the primary cut', style: {color: 'red'}}]);
	else if (node.link && node.link.latencyMs > 0)
		lines.push([
			{text: `▪ link ${truncate(formatMs(node.link.latencyMs), 20)} away`, style: {color: 'yellow'}},
		]);
	return lines;
}
