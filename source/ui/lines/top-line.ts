import {primaryOf, replicasOf} from '../../cluster/selectors.ts';
import type {NodeState} from '../../cluster/snapshot.ts';
import {shortTxid} from '../../litefs/position.ts';
import {type Line, lineWidth, type Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {standingText} from '../panes/standing.ts';
import type {View} from '../view.ts';
import {formatMs, formatRounded} from './format.ts';
import {leftAndRight} from './frame.ts';

/** The first line: what one is attached to, where the primary is, how the replicas stand. */
export function topLine({snapshot, screen}: View, columns: number): Line {
	const gap = columns < 100 ? '  ' : '   ';
	const {cluster} = snapshot;
	const primary = primaryOf(snapshot);
	const name: Span = {text: ' litescope', style: {bold: true}};
	const label: Line = cluster ? [{text: `${gap}${visible(cluster.label)}`}] : [];
	const database: Line =
		cluster && !(columns < 100 && cluster.temporary) ? [{text: `${gap}${visible(cluster.database)}`}] : [];
	const where: Line = primary?.position ? [{text: gap}, whereIs(primary, columns)] : [];
	const right = [...standings({snapshot} as View, gap), liveness(snapshot, screen.nowMs, columns)];
	// The position changes and is what one looks for; which database it is one knows.
	const all = [name, ...label, ...database, ...where];
	const left =
		lineWidth(all) + lineWidth(right) < columns || where.length === 0 ? all : [name, ...label, ...where];
	return leftAndRight(left, right, columns);
}

/** Where the primary is; what it is where it does not run says more than a position that stands still. */
function whereIs({name, status, position}: NodeState, columns: number): Span {
	if (status !== 'running')
		return {
			text: `${visible(name)} ${status}`,
			style: {color: status === 'paused' || status === 'starting' ? 'yellow' : 'red', bold: true},
		};
	const at = columns < 100 ? '' : ' at';
	return {text: `${visible(name)}${at} TXID ${shortTxid(position!.txid)}`};
}

function standings({snapshot}: View, gap: string): readonly Span[] {
	const replicas = replicasOf(snapshot);
	if (replicas.length === 1) {
		const [replica] = replicas;
		const {text, color} = standingText(snapshot, replica!);
		const last = replica!.arrivals.at(-1);
		return [
			{text: `${visible(replica!.name)} `},
			{text, style: {color}},
			{text: last === undefined || color !== 'green' ? gap : ` ${formatRounded(last)}${gap}`},
		];
	}
	const counts = new Map<string, Span>();
	for (const replica of replicas) {
		const {text, color} = standingText(snapshot, replica);
		const word = text.replace(/^[\d,]+ |, .*$/g, '');
		const count = Number(counts.get(word)?.text.split(' ')[0] ?? 0) + 1;
		counts.set(word, {text: `${count} ${word}`, style: {color}});
	}
	return [...counts.values()].flatMap(span => [span, {text: gap}]);
}

/** Whether the cluster is there, and since when nothing has been heard of it. */
function liveness({phase, silentSinceMs}: View['snapshot'], nowMs: number, columns: number): Span {
	if (phase === 'gone') return {text: '× lost ', style: {color: 'red', bold: true}};
	if (phase === 'connecting') return {text: '○ connecting ', style: {color: 'yellow'}};
	if (silentSinceMs !== undefined)
		return {
			text: `○ silent for ${formatMs(Math.max(0, nowMs - silentSinceMs))} `,
			style: {color: 'yellow', bold: true},
		};
	return {text: columns < 100 ? '● ' : '● live ', style: {color: 'green'}};
}
