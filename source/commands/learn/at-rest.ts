import {openTransactions, runningNodes, standingOf} from '../../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';

/**
 * Whether all of a cluster is in its folder: nothing is under way or held, no transaction is open, and each node is in a
 * state that a host which is started again finds there.
 */
export function isAtRest(snapshot: ClusterSnapshot): boolean {
	if (!canRest(snapshot) || runningNodes(snapshot).length > 0) return false;
	return snapshot.nodes.every(node => node.role === 'primary' || isThere(snapshot, node));
}

/** Whether a cluster will be at rest as soon as what is under way has ended, and everything has arrived. */
export function canRest(snapshot: ClusterSnapshot): boolean {
	if (snapshot.phase !== 'ready' || snapshot.silentSinceMs !== undefined) return false;
	if (openTransactions(snapshot).length > 0) return false;
	return snapshot.nodes.every(({hold, status}) => !hold && (status === 'running' || status === 'stopped'));
}

function isThere(snapshot: ClusterSnapshot, node: NodeState): boolean {
	if (node.status === 'stopped' || node.link?.cut === true) return true;
	return standingOf(snapshot, node).kind === 'identical';
}

/** What a cluster's folder holds, as a text: the same text is the same data. */
export function dataOf({nodes}: ClusterSnapshot): string {
	return nodes
		.map(({name, status, position, link}) =>
			[name, status, position && formatPosition(position), link?.latencyMs, link?.cut].join(' '),
		)
		.join('\n');
}
