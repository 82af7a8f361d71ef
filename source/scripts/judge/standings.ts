import {type Standing, standingOf} from '../../cluster/selectors.ts';
import type {NodeState} from '../../cluster/snapshot.ts';
import {shortTxid} from '../../litefs/position.ts';
import {furtherBy} from '../describe.ts';
import type {Facts} from '../facts.ts';
import {cannotTell, type Found, found} from '../verdict.ts';
import type {Judges} from './judge-table.ts';

/** Where a node's position is, beside the primary's or beside where it was. */
export const standings: Judges<'caughtUp' | 'identical' | 'behind' | 'moved'> = {
	caughtUp: (_, node, facts) =>
		standing('caught up', node, facts, ({kind}) => ['caught-up', 'identical', 'diverged'].includes(kind)),
	identical: (_, node, facts) =>
		standing('identical', node, facts, ({kind}) =>
			kind === 'caught-up' ? 'the checksums cannot be compared' : kind === 'identical',
		),
	behind: ({by}, node, facts) =>
		standing(
			by === undefined ? 'behind' : `${by} behind`,
			node,
			facts,
			now => now.kind === 'behind' && (by === undefined || now.by === BigInt(by)),
		),
	moved({by}, node, {baseline}) {
		const expected = by === 0 ? 'where it was' : furtherBy(by);
		const before = baseline.txids.get(node.name);
		if (before === undefined || !node.position) return cannotTell(expected, `no position of ${node.name}`);
		const moved = node.position.txid - before;
		return found(
			moved === BigInt(by),
			expected,
			`${furtherBy(moved)}: ${shortTxid(before)} to ${shortTxid(node.position.txid)}`,
		);
	},
};

/** Judges how a replica stands; text is why that cannot be told. */
function standing(
	expected: string,
	node: NodeState,
	{snapshot}: Facts,
	isSo: (standing: Standing) => boolean | string,
): Found {
	const now = standingOf(snapshot, node);
	if (now.kind === 'away') return cannotTell(expected, `${node.name} is ${now.status}`);
	if (now.kind === 'unknown') return cannotTell(expected, 'a position is not known');
	const answer = isSo(now);
	return typeof answer === 'string' ? cannotTell(expected, answer) : found(answer, expected, describe(now));
}

function describe(standing: Standing): string {
	return 'by' in standing ? `${standing.by} ${standing.kind}` : standing.kind.replace('-', ' ');
}
