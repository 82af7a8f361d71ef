import type {ClusterEvent} from './event.ts';
import {limits} from './limits.ts';
import type {NodeInfo, Table} from './node.ts';
import {reduceArrivals, reduceChange, reduceTransactions} from './reduce-transactions.ts';
import {nodeOf, transactionOf} from './selectors.ts';
import type {ClusterSnapshot, NodeState} from './snapshot.ts';
import type {Outcome} from './statement.ts';
import {append, mapNode, mapStatement} from './transcript.ts';

/** The snapshot after an event. Pure: the same snapshot and event always give the same result. */
export function reduce(snapshot: ClusterSnapshot, event: ClusterEvent): ClusterSnapshot {
	const next = reduceEvent(snapshot, event);
	return {...next, atMs: Math.max(snapshot.atMs, event.atMs)};
}

function reduceEvent(snapshot: ClusterSnapshot, event: ClusterEvent): ClusterSnapshot {
	switch (event.type) {
		case 'connecting':
			return {...snapshot, phase: 'connecting', phaseText: event.text};
		case 'cluster':
			return {...snapshot, cluster: event.cluster};
		case 'ready':
			return {...snapshot, phase: 'ready', phaseText: ''};
		case 'gone':
			return {...snapshot, phase: 'gone', phaseText: event.text};
		case 'node':
			return withLife({...snapshot, nodes: upsertNode(snapshot, event.node, event.atMs)}, snapshot, event);
		case 'removed':
			return {...snapshot, nodes: snapshot.nodes.filter(node => node.name !== event.node)};
		case 'position':
			return mapNode(snapshot, event.node, node => ({...node, position: event.position}));
		case 'tables':
			return mapNode(snapshot, event.node, node => withTables(node, event.tables, event.atMs));
		case 'transactions':
			return reduceTransactions(snapshot, event);
		case 'change':
			return reduceChange(snapshot, event);
		case 'arrivals':
			return reduceArrivals(snapshot, event);
		case 'started':
			return started(snapshot, event);
		case 'progress':
			return mapStatement(snapshot, event.id, entry => ({...entry, rows: event.rows}));
		case 'outcome':
			return finished(snapshot, event.outcome, event.atMs);
		case 'skipped':
			return append(snapshot, event.node, {kind: 'skipped', statements: event.statements});
		case 'rolled-back':
			return rolledBack(snapshot, event);
		case 'silent':
			return silent(snapshot, event);
		case 'notice':
			return notice(snapshot, event);
	}
}

function upsertNode({nodes, phase}: ClusterSnapshot, info: NodeInfo, atMs: number): readonly NodeState[] {
	const known = nodes.find(node => node.name === info.name);
	// Facts that are not in the event any more (a hold that ended) must not stay from the node before.
	const kept = known && {
		position: known.position,
		tables: known.tables,
		newTables: known.newTables,
		arrivals: known.arrivals,
		transcript: known.transcript,
		dropped: known.dropped,
		running: known.running,
		inTransactionSinceMs: known.inTransactionSinceMs,
		joinedAtMs: known.joinedAtMs,
	};
	const state = {
		tables: [],
		newTables: [],
		arrivals: [],
		transcript: [],
		dropped: 0,
		...(phase === 'ready' && {joinedAtMs: atMs}),
		...kept,
		...info,
		statusSinceMs: known?.status === info.status ? known.statusSinceMs : atMs,
	} as NodeState;
	const others = nodes.filter(node => node.name !== info.name);
	return [...others, state].sort(byRoleAndName);
}

/** What happened to the node stands in its transcript: that it stopped or started, that its link changed. */
function withLife(
	next: ClusterSnapshot,
	before: ClusterSnapshot,
	{node, atMs}: Extract<ClusterEvent, {type: 'node'}>,
): ClusterSnapshot {
	const known = nodeOf(before, node.name);
	if (!known || before.phase !== 'ready') return next;
	const texts = [lifeOf(known, node), linkLifeOf(known, node)].filter(text => text !== undefined);
	return texts.reduce(
		(snapshot, text) => append(snapshot, node.name, {kind: 'notice', level: 'info', text, atMs}),
		next,
	);
}

/** A start passes through `starting`, and is told when it is over. */
function lifeOf(before: NodeInfo, after: NodeInfo): string | undefined {
	if (before.status === after.status || after.status === 'starting') return undefined;
	if (after.status === 'running') return before.status === 'paused' ? '── resumed' : '── started';
	return `── ${after.status}`;
}

function linkLifeOf(before: NodeInfo, after: NodeInfo): string | undefined {
	const [was, is] = [before.link, after.link];
	if (!is || (was?.cut === is.cut && was.latencyMs === is.latencyMs)) return undefined;
	if (is.cut) return '── link cut';
	if (is.latencyMs === 0) return was?.cut === true ? '── link restored' : '── link without latency';
	return `── link ${is.latencyMs < 1000 ? `${is.latencyMs} ms` : `${is.latencyMs / 1000} s`} away`;
}

const names = new Intl.Collator('en', {numeric: true});

function byRoleAndName(a: NodeState, b: NodeState): number {
	if (a.role !== b.role) return a.role === 'primary' ? -1 : 1;
	return names.compare(a.name, b.name);
}

function withTables(node: NodeState, tables: readonly Table[], atMs: number): NodeState {
	// The first list is what the database came with: nothing in it has just arrived.
	if (node.tables.length === 0 && node.newTables.length === 0) return {...node, tables};
	const before = new Set(node.tables.map(table => table.name));
	const there = new Set(tables.map(table => table.name));
	const kept = node.newTables.filter(table => there.has(table.name));
	const came = tables.filter(table => !before.has(table.name)).map(({name}) => ({name, atMs}));
	return {
		...node,
		tables,
		newTables: [...kept.filter(({name}) => !came.some(table => table.name === name)), ...came],
	};
}

function started(
	snapshot: ClusterSnapshot,
	event: Extract<ClusterEvent, {type: 'started'}>,
): ClusterSnapshot {
	const {id, run, sql, node, atMs} = event;
	const next = append(snapshot, node, {
		kind: 'statement',
		id,
		run,
		sql,
		startedAtMs: atMs,
		rows: 0,
		arrivals: [],
	});
	return mapNode(next, node, state => ({...state, running: id}));
}

function finished(snapshot: ClusterSnapshot, outcome: Outcome, atMs: number): ClusterSnapshot {
	const last = outcome.committed?.last;
	const arrivals = (last === undefined ? undefined : transactionOf(snapshot, last))?.arrivals ?? [];
	const wasOpen = nodeOf(snapshot, outcome.node)?.inTransactionSinceMs !== undefined;
	const next = mapStatement(snapshot, outcome.id, entry => ({
		...entry,
		outcome,
		...(outcome.sessionLost && wasOpen && {rolledBack: true}),
		rows: outcome.rows ?? entry.rows,
		arrivals,
	}));
	return mapNode(next, outcome.node, node => {
		const {running, inTransactionSinceMs, ...rest} = node;
		return {
			...rest,
			...(running !== undefined && running !== outcome.id && {running}),
			...(outcome.inTransaction && {inTransactionSinceMs: inTransactionSinceMs ?? atMs}),
		};
	});
}

function rolledBack(
	snapshot: ClusterSnapshot,
	event: Extract<ClusterEvent, {type: 'rolled-back'}>,
): ClusterSnapshot {
	const {node, text, atMs} = event;
	const next = append(snapshot, node, {kind: 'notice', level: 'warning', text, atMs});
	return mapNode(next, node, ({inTransactionSinceMs: _, ...rest}) => rest);
}

function silent(
	{silentSinceMs: _, ...snapshot}: ClusterSnapshot,
	{sinceMs}: Extract<ClusterEvent, {type: 'silent'}>,
): ClusterSnapshot {
	return sinceMs === undefined ? snapshot : {...snapshot, silentSinceMs: sinceMs};
}

function notice(snapshot: ClusterSnapshot, event: Extract<ClusterEvent, {type: 'notice'}>): ClusterSnapshot {
	const {node, level, text, atMs} = event;
	if (node !== undefined) return append(snapshot, node, {kind: 'notice', level, text, atMs});
	return {...snapshot, notices: [...snapshot.notices, {level, text, atMs}].slice(-limits.notices)};
}
