import type {HeldLock} from '../../cluster/node.ts';
import {primaryOf} from '../../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';
import {fitLine, type Line, lineWidth, type Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {truncate, width} from '../../terminal/width.ts';
import {counted, formatMs, sparkline} from '../lines/format.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {standingText} from './standing.ts';

/** How long an arrived table is bright, in milliseconds. */
export const brightMs = 1500;

/**
 * The first lines of a pane: the position, what else is true of the node now, its tables. `dense`: each thing that does
 * not always hold has one line, and an open transaction that holds something none beside that.
 */
export function factLines(
	snapshot: ClusterSnapshot,
	node: NodeState,
	columns: number,
	nowMs: number,
	dense = false,
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
	const here = [...foreign(snapshot, node), ...now(node, Math.max(nowMs, snapshot.atMs), dense)];
	return [...lines, ...here.flatMap(line => (dense ? [fitLine(line, columns)] : wrapLine(line, columns, 2)))];
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
	const cluster: Line = [...journal, {text: '   '}, {text: `cluster ${node.clusterId}`, style: {dim: true}}];
	const candidates = node.clusterId === undefined ? [journal] : [cluster, journal];
	const head = candidates.find(line => lineWidth(line) <= columns) ?? first;
	return [head, ...tableLinesOf(node, columns, nowMs)];
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

function tableCount({tables, isCopied, pages}: NodeState): string {
	if (isCopied && pages === 0) return 'tables not read yet';
	const views = tables.filter(({kind}) => kind === 'view').length;
	const count = tables.length - views;
	const viewText = views > 0 ? `, ${counted(views, 'view')}` : '';
	return count === 0 && views === 0 ? 'no tables' : counted(count, 'table') + viewText;
}

const sortedNames = new WeakMap<NodeState['tables'], readonly string[]>();
const collator = new Intl.Collator('en');

/** Sorted once for each list: a database may have hundreds of tables, and a pane is drawn thirty times a second. */
function sorted(tables: NodeState['tables']): readonly string[] {
	const known = sortedNames.get(tables);
	if (known) return known;
	const names = tables.map(({name}) => name).sort(collator.compare);
	sortedNames.set(tables, names);
	return names;
}

/** A table's name as it stands in a pane: one that has come is marked, and bright for a moment. */
function nameSpan(name: string, cameAtMs: number | undefined, nowMs: number): Span {
	if (cameAtMs === undefined) return {text: visible(name), style: {dim: true}};
	return {text: `${visible(name)}+`, style: {bold: nowMs - cameAtMs < brightMs, color: 'green'}};
}

/** The names of the tables in their order, or, where not all fit, those that came last first; so many at most. */
function tableNames(
	node: NodeState,
	nowMs: number,
	order: 'sorted' | 'newest',
	most: number,
): readonly Span[] {
	const came = new Map(node.newTables.map(({name, atMs}) => [name, atMs]));
	const names = sorted(node.tables);
	const ordered =
		order === 'sorted'
			? names.slice(0, most)
			: [...[...came.keys()].reverse(), ...names.filter(name => !came.has(name)).slice(0, most)];
	return ordered.slice(0, most).map(name => nameSpan(name, came.get(name), nowMs));
}

const tableLineLimit = 2;

function tableLinesOf(node: NodeState, columns: number, nowMs: number): readonly Line[] {
	const head: Span = {text: `${tableCount(node)}  `};
	// A name takes two columns at least, so no more than these can be on the lines.
	const most = columns;
	if (node.tables.length <= most) {
		const all = wrapLine([head, ...withSpaces(tableNames(node, nowMs, 'sorted', most))], columns, 2);
		if (all.length <= tableLineLimit) return all;
	}
	const names = tableNames(node, nowMs, 'newest', most);
	let fits = 0;
	for (let step = 2 ** Math.floor(Math.log2(Math.max(1, names.length))); step >= 1; step /= 2) {
		if (
			fits + step <= names.length &&
			linesWith(head, names.slice(0, fits + step), columns).length <= tableLineLimit
		)
			fits += step;
	}
	return linesWith(head, names.slice(0, fits), columns).slice(0, tableLineLimit);
}

function linesWith(head: Span, names: readonly Span[], columns: number): readonly Line[] {
	return wrapLine([head, ...withSpaces(names), {text: ' …'}], columns, 2);
}

function withSpaces(names: readonly Span[]): Line {
	return names.flatMap((name, index) => (index > 0 ? [{text: ' '}, name] : [name]));
}

/** For a narrow pane: as many of the newest tables as fit behind the count. */
function fewTables(node: NodeState, columns: number, nowMs: number): Line {
	const newest = tableNames(node, nowMs, 'newest', Math.max(1, columns));
	const shown: Span[] = [];
	let room = columns - 2;
	for (const name of newest) {
		const needed = width(name.text) + 1;
		if (needed > room - (shown.length + 1 < newest.length ? 2 : 0)) break;
		shown.push({text: ' '}, name);
		room -= needed;
	}
	if (shown.length / 2 < node.tables.length && room >= 2) shown.push({text: ' …'});
	return shown.length > 0 ? [{text: ' '}, ...shown] : [];
}

/** What holds at this moment and not always, one line each. */
function now(node: NodeState, nowMs: number, dense: boolean): readonly Line[] {
	const lines: Line[] = [];
	const since = (atMs: number) => formatMs(Math.max(1, nowMs - atMs));
	if (node.reason && node.status !== 'running')
		lines.push([{text: visible(node.reason), style: {color: 'red'}}]);
	const isOpen = node.inTransactionSinceMs !== undefined;
	// Of an open transaction a dense pane tells one thing: what it holds up, or that it is open.
	if (isOpen && !(dense && node.hold))
		lines.push([
			{text: `▪ transaction open here for ${since(node.inTransactionSinceMs!)}`, style: {color: 'yellow'}},
		]);
	const isOwnLock = isOpen && node.lock?.waitingSinceMs === undefined && node.lock?.by === '';
	if (node.lock && !node.hold && !(dense && isOwnLock)) lines.push(lockLine(node.lock, node, since));
	if (node.hold)
		lines.push([
			{text: holdText(node, since(node.hold.sinceMs), dense), style: {color: 'yellow', bold: true}},
		]);
	if (node.silentMs !== undefined)
		lines.push([
			{text: `▪ last heard from the primary ${formatMs(node.silentMs)} ago`, style: {color: 'red'}},
		]);
	if (node.polledMs !== undefined)
		lines.push([{text: `positions are looked at every ${formatMs(node.polledMs)}`, style: {dim: true}}]);
	if (node.isCopied)
		lines.push([{text: 'no sqlite3 shell here: statements read copies', style: {dim: true}}]);
	if (node.link?.cut) lines.push([{text: '× link to the primary cut', style: {color: 'red'}}]);
	else if (node.link && node.link.latencyMs > 0)
		lines.push([
			{text: `▪ link ${truncate(formatMs(node.link.latencyMs), 20)} away`, style: {color: 'yellow'}},
		]);
	return lines;
}

/** LiteFS replicates within a cluster alone: a primary made anew without its volume begins another. */
function foreign(snapshot: ClusterSnapshot, {role, clusterId}: NodeState): readonly Line[] {
	const own = primaryOf(snapshot)?.clusterId;
	if (role === 'primary' || own === undefined || clusterId === undefined || own === clusterId) return [];
	const text = `× of cluster ${visible(clusterId)}, the primary of ${visible(own)}: nothing is replicated`;
	return [[{text, style: {color: 'red', bold: true}}]];
}

const lockWords: Readonly<Record<HeldLock['kind'], string>> = {
	read: 'read lock',
	write: 'write lock',
	exclusive: 'exclusive lock',
};

/** Which lock is held, and by whom; where the person's statement waits for it, that first. */
function lockLine(
	{kind, name, by, sinceMs, waitingSinceMs}: HeldLock,
	{inTransactionSinceMs}: NodeState,
	since: (atMs: number) => string,
): Line {
	const lock = `${lockWords[kind]} (${name})`;
	if (waitingSinceMs !== undefined) {
		const whose = by === '' ? 'of another process' : `of ${visible(by)}`;
		const text = `▪ your statement waits for the ${lock} ${whose}, for ${since(waitingSinceMs)}`;
		return [{text, style: {color: 'yellow', bold: true}}];
	}
	const own = inTransactionSinceMs === undefined ? [] : ['your open transaction'];
	const who = [...own, ...(by === '' ? [] : [visible(by)])].join(' or ') || 'another process';
	return [{text: `▪ ${lock} held for ${since(sinceMs)} by ${who}`, style: {color: 'yellow'}}];
}

/** Who keeps a replica from applying, for how long, and what ends it. */
function holdText({hold, inTransactionSinceMs}: NodeState, since: string, dense: boolean): string {
	if (inTransactionSinceMs !== undefined && dense) return `▪ held ${since} by your open transaction`;
	if (inTransactionSinceMs !== undefined)
		return `▪ your open transaction holds replication here for ${since}: COMMIT or ROLLBACK ends it`;
	const by = hold?.by ? ` of ${visible(hold.by)}` : '';
	return `▪ an unfinished read${by} holds replication here for ${since}`;
}
