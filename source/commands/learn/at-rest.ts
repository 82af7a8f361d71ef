import {openTransactions, runningNodes, standingOf} from '../../cluster/selectors.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';

/**
 * Whether all of a cluster is in its folder: nothing is under way or held, no transaction is open, and each node is in a
 * state that a host which is started again finds there.
 */
export function isAtRest(snapshot: ClusterSnapshot): boolean {
	if (snapshot.phase !== 'ready' || snapshot.silentSinceMs !== undefined) return false;
	if (runningNodes(snapshot).length > 0 || openTransactions(snapshot).length > 0) return false;
	return snapshot.nodes.every(node => {
		if (node.hold) return false;
		if (node.status === 'stopped') return true;
		if (node.status !== 'running') return false;
		return node.role === 'primary' || node.link?.cut || standingOf(snapshot, node).kind === 'identical';
	});
}

/** What a cluster's folder holds, as a text: the same text is the same data. */
export function dataOf({nodes}: ClusterSnapshot): string {
	return nodes
		.map(({name, status, position, link}) =>
			[name, status, position && formatPosition(position), link?.latencyMs, link?.cut].join(' '),
		)
		.join('\n');
}
