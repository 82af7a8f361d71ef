import {primaryOf, type Standing, standingOf} from '../../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import type {Color} from '../../terminal/style.ts';
import {formatCount} from '../lines/format.ts';

/** A replica's standing as a word, a mark and a colour that all say the same. */
export interface StandingText {
	readonly text: string;
	readonly mark: string;
	readonly color: Color;
}

/** How a node stands to the primary, for people. */
export function standingText(snapshot: ClusterSnapshot, node: NodeState): StandingText {
	const standing = standingOf(snapshot, node);
	const text = words(standing);
	if (node.status === 'paused') return {text: `paused, ${text}`, mark: '▪', color: 'yellow'};
	if (standing.kind === 'identical' || standing.kind === 'caught-up')
		return {text, mark: '■', color: 'green'};
	if (standing.kind === 'behind' || standing.kind === 'unknown') return {text, mark: '▪', color: 'yellow'};
	return {text: `${text}${missedText(snapshot, node)}`, mark: '×', color: 'red'};
}

/** What a node that is not there has missed meanwhile. */
function missedText(snapshot: ClusterSnapshot, node: NodeState): string {
	const newest = primaryOf(snapshot)?.position?.txid;
	if (newest === undefined || !node.position || newest <= node.position.txid) return '';
	return `, ${formatCount(newest - node.position.txid)} behind`;
}

function words(standing: Standing): string {
	switch (standing.kind) {
		case 'behind':
			return `${formatCount(standing.by)} behind`;
		case 'ahead':
			return `${formatCount(standing.by)} ahead`;
		case 'away':
			return standing.status;
		case 'caught-up':
			return 'caught up';
		case 'unknown':
			return 'position not known';
		default:
			return standing.kind;
	}
}
