import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import type {NodeInfo} from '../../../source/cluster/node.ts';
import {reduce} from '../../../source/cluster/reduce.ts';
import {nodeOf} from '../../../source/cluster/selectors.ts';
import {emptySnapshot} from '../../../source/cluster/snapshot.ts';
import {factLines} from '../../../source/ui/panes/node-facts.ts';

const node = (name: string, more: Partial<NodeInfo> = {}): NodeInfo => ({
	name,
	role: name === 'primary' ? 'primary' : 'replica',
	status: 'running',
	journalMode: 'delete',
	pageSize: 4096,
	pages: 2,
	...more,
});

/** What stands of a node below its position and tables, at a moment of 10 s. */
function notes(
	name: string,
	nodes: readonly NodeInfo[],
	columns = 90,
	...more: readonly ClusterEvent[]
): readonly string[] {
	return notesOf(name, nodes, columns, false, more);
}

function notesOf(
	name: string,
	nodes: readonly NodeInfo[],
	columns: number,
	dense: boolean,
	more: readonly ClusterEvent[],
): readonly string[] {
	const told: readonly ClusterEvent[] = nodes.map(one => ({type: 'node', atMs: 0, node: one}));
	const events = [...told, ...more];
	const snapshot = events.reduce(reduce, emptySnapshot);
	return factLines(snapshot, nodeOf(snapshot, name)!, columns, 10_000, dense)
		.slice(2)
		.map(line =>
			line
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		);
}

describe('the first lines of a pane', () => {
	it('say which lock is held, for how long and by whom', () => {
		const lock = {kind: 'write', name: 'RESERVED', sinceMs: 7000, by: 'node (process 35)'} as const;
		expect(notes('primary', [node('primary', {lock})])).toEqual([
			'▪ write lock (RESERVED) held for 3.0 s by node (process 35)',
		]);
		expect(notes('primary', [node('primary', {lock: {...lock, by: ''}})])).toEqual([
			'▪ write lock (RESERVED) held for 3.0 s by another process',
		]);
	});

	it('say that the lock may be that of the person’s own transaction', () => {
		const lock = {kind: 'write', name: 'WRITE', sinceMs: 7000, by: ''} as const;
		const outcome = {id: 's', node: 'primary', status: 'ok', durationMs: 1, inTransaction: true} as const;
		const opened: ClusterEvent = {type: 'outcome', atMs: 8000, outcome};
		expect(notes('primary', [node('primary', {lock})], 90, opened)).toEqual([
			'▪ transaction open here for 2.0 s',
			'▪ write lock (WRITE) held for 3.0 s by your open transaction',
		]);
	});

	it('take one line for an open transaction where there is little room, and tell what it holds up', () => {
		const lock = {kind: 'write', name: 'WRITE', sinceMs: 7000, by: ''} as const;
		const opened = (name: string): ClusterEvent => {
			const outcome = {id: 's', node: name, status: 'ok', durationMs: 1, inTransaction: true} as const;
			return {type: 'outcome', atMs: 8000, outcome};
		};
		expect(notesOf('primary', [node('primary', {lock})], 37, true, [opened('primary')])).toEqual([
			'▪ transaction open here for 2.0 s',
		]);
		const held = [node('replica-1', {hold: {sinceMs: 9000, by: ''}})];
		expect(notesOf('replica-1', held, 37, true, [opened('replica-1')])).toEqual([
			'▪ held 1.0 s by your open transaction',
		]);
	});

	it('say that a statement waits for a lock, and for whose', () => {
		const lock = {kind: 'write', name: 'WRITE', sinceMs: 1000, by: '', waitingSinceMs: 9000} as const;
		expect(notes('primary', [node('primary', {lock})])).toEqual([
			'▪ your statement waits for the write lock (WRITE) of another process, for 1.0 s',
		]);
	});

	it('say that copies are read', () => {
		expect(notes('primary', [node('primary', {isCopied: true})])).toEqual([
			'no sqlite3 shell here: statements read copies',
		]);
	});

	it('say that a replica belongs to another cluster than the primary', () => {
		const nodes = [node('primary', {clusterId: 'LFSC1'}), node('replica-1', {clusterId: 'LFSC2'})];
		expect(notes('replica-1', nodes)).toEqual([
			'× of cluster LFSC2, the primary of LFSC1: nothing is replicated',
		]);
		expect(notes('primary', nodes)).toEqual([]);
	});
});
