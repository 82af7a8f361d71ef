import {limits} from './limits.ts';
import type {ClusterSnapshot, Entry, NodeState, StatementEntry} from './snapshot.ts';

type WithoutKey<T> = T extends unknown ? Omit<T, 'key'> : never;

/** The snapshot with one node changed; unchanged where there is none of that name. */
export function mapNode(
	snapshot: ClusterSnapshot,
	name: string,
	change: (node: NodeState) => NodeState,
): ClusterSnapshot {
	return {...snapshot, nodes: snapshot.nodes.map(node => (node.name === name ? change(node) : node))};
}

/** The snapshot with an entry at the end of a node's transcript, which stays within its limit. */
export function append(snapshot: ClusterSnapshot, name: string, entry: WithoutKey<Entry>): ClusterSnapshot {
	const next = mapNode(snapshot, name, node => {
		const transcript = [...node.transcript, {...entry, key: snapshot.nextKey} as Entry];
		const over = Math.max(0, transcript.length - limits.transcript);
		return {
			...node,
			transcript: over > 0 ? transcript.slice(over) : transcript,
			dropped: node.dropped + over,
		};
	});
	return {...next, nextKey: snapshot.nextKey + 1};
}

/** The snapshot with one statement's entry changed, on whichever node it is. */
export function mapStatement(
	snapshot: ClusterSnapshot,
	id: string,
	change: (entry: StatementEntry) => StatementEntry,
): ClusterSnapshot {
	const nodes = snapshot.nodes.map(node => {
		const index = node.transcript.findLastIndex(entry => entry.kind === 'statement' && entry.id === id);
		if (index < 0) return node;
		return {
			...node,
			transcript: node.transcript.with(index, change(node.transcript[index] as StatementEntry)),
		};
	});
	return {...snapshot, nodes};
}
