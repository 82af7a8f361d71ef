import type {NodeState} from '../../cluster/snapshot.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {formatRounded} from '../lines/format.ts';
import {framed} from '../lines/frame.ts';
import type {View} from '../view.ts';
import {comparisonLines} from './comparison-lines.ts';
import {innerColumns, type PanePlace} from './node-pane.ts';
import {standingText} from './standing.ts';

/** Columns of a cell of the map, the space behind it included. */
const cellColumns = 2;

/** Cells in a row of the map. */
export function mapAcross(columns: number): number {
	return Math.max(1, Math.floor((innerColumns(columns) + 1) / cellColumns));
}

/** Many replicas at once: a cell for each, in the order of their names, and the slowest by name. */
export function mapPane(view: View, nodes: readonly NodeState[], place: PanePlace): readonly Line[] {
	const {columns, rows, number, focused} = place;
	const across = mapAcross(columns);
	const selected = focused && view.screen.mode === 'browse' ? (view.screen.panels.map?.selected ?? 0) : -1;
	const cells = nodes.map((node, index): Span => {
		const {mark, color} = standingText(view.snapshot, node);
		return {text: mark, style: {color, ...(index === selected && {inverse: true})}};
	});
	const lines: Line[] = [countLine(view, nodes), []];
	for (let start = 0; start < cells.length; start += across)
		lines.push(cells.slice(start, start + across).flatMap(cell => [cell, {text: ' '}]));
	const chosen = nodes[selected];
	const compared = comparisonLines(view, nodes, innerColumns(columns));
	lines.push([], ...(chosen ? [nodeLine(view, chosen, true)] : []));
	lines.push(...slowLines(view, nodes, rows - lines.length - compared.length - 4));
	lines.push(...(compared.length > 0 ? [[] as Line] : []), ...compared);
	return framed(lines, columns, rows, {title: `${number} replicas`, right: String(nodes.length), focused});
}

function countLine(view: View, nodes: readonly NodeState[]): Line {
	const counts = new Map<string, {count: number; color: Span['style']}>();
	for (const node of nodes) {
		const {text, color} = standingText(view.snapshot, node);
		const word = text.replace(/^[\d,]+ |, .*$/g, '');
		counts.set(word, {count: (counts.get(word)?.count ?? 0) + 1, color: {color}});
	}
	return [...counts].flatMap(([word, {count, color}], index): readonly Span[] => [
		{text: index > 0 ? '   ' : ''},
		{text: `${count} ${word}`, ...(color && {style: color})},
	]);
}

function nodeLine(view: View, node: NodeState, chosen: boolean): Line {
	const {text, mark, color} = standingText(view.snapshot, node);
	const last = node.arrivals.at(-1);
	return [
		{text: `${mark} `, style: {color}},
		{text: visible(node.name), ...(chosen && {style: {bold: true}})},
		{
			text: `  ${text}${last === undefined ? '' : `  last took ${formatRounded(last)}`}${chosen ? '  · Enter opens' : ''}`,
		},
	];
}

/** So many of the slowest are told by name. */
const slowest = 5;

/** The nodes that a person should look at first, one line each. */
function slowLines(view: View, nodes: readonly NodeState[], rows: number): readonly Line[] {
	const slow = (node: NodeState) =>
		(standingText(view.snapshot, node).color === 'green' ? 0 : 1e9) + (node.arrivals.at(-1) ?? 0);
	return [...nodes]
		.filter(node => slow(node) > 0)
		.sort((a, b) => slow(b) - slow(a))
		.slice(0, Math.max(0, Math.min(slowest, rows)))
		.map(node => nodeLine(view, node, false));
}
