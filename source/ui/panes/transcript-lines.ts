import type {Entry, NodeState} from '../../cluster/snapshot.ts';
import type {Line} from '../../terminal/style.ts';
import {counted} from '../lines/format.ts';
import type {PanelState} from '../screen/state.ts';
import type {View} from '../view.ts';
import {entryLines} from './entry-lines.ts';

/** A line of a transcript, and which entry and line of it it is. */
export interface TranscriptLine {
	readonly key: number;
	readonly line: number;
	readonly content: Line;
}

/** Entries between which wide panes have an empty line: what was run here. */
function separates(entry: Entry, before: Entry | undefined): boolean {
	return before !== undefined && (entry.kind === 'statement' || before.kind === 'statement');
}

interface Laid {
	readonly columns: number;
	readonly replicas: number;
	readonly lines: readonly TranscriptLine[];
}

/** An entry that is over does not change any more, so it is laid out once for a width. */
const laid = new WeakMap<Entry, Laid>();

function isOver(view: View, entry: Entry): boolean {
	if (entry.kind !== 'statement') return true;
	return entry.outcome !== undefined && !view.screen.comparedRuns.includes(entry.run);
}

function linesOf(view: View, node: NodeState, index: number, columns: number): readonly TranscriptLine[] {
	const entry = node.transcript[index]!;
	const replicas = view.snapshot.nodes.length;
	const known = laid.get(entry);
	if (known && known.columns === columns && known.replicas === replicas && isOver(view, entry))
		return known.lines;
	const content = entryLines(view, node, entry, columns);
	const airy = columns >= 50 && separates(entry, node.transcript[index - 1]);
	const lines = (airy ? [[], ...content] : content).map((line, number) => ({
		key: entry.key,
		line: number,
		content: line,
	}));
	laid.set(entry, {columns, replicas, lines});
	return lines;
}

/** Every line of a node's transcript, oldest first. */
export function allLines(view: View, node: NodeState, columns: number): readonly TranscriptLine[] {
	return node.transcript.flatMap((_, index) => linesOf(view, node, index, columns));
}

/**
 * The lines of a node's transcript that are on the screen, the newest at the bottom. Entries are laid out from the
 * last one shown upwards, and no further than the rows go.
 */
export function transcriptWindow(
	view: View,
	node: NodeState,
	columns: number,
	rows: number,
	{bottom}: PanelState,
): {readonly lines: readonly TranscriptLine[]; readonly below: number} {
	if (bottom) {
		const all = allLines(view, node, columns);
		const end = Math.max(rows, bottomIndex(all, bottom) + 1);
		return {lines: all.slice(Math.max(0, end - rows), end), below: Math.max(0, all.length - end)};
	}
	const lines: TranscriptLine[] = [];
	for (let index = node.transcript.length - 1; index >= 0 && lines.length < rows; index--)
		lines.unshift(...linesOf(view, node, index, columns));
	return {lines: lines.slice(-rows), below: 0};
}

/** Where among all lines the last one shown is; the end when its entry is not kept any more. */
export function bottomIndex(all: readonly TranscriptLine[], bottom: PanelState['bottom']): number {
	if (!bottom) return all.length - 1;
	const index = all.findIndex(({key, line}) => key === bottom.key && line === bottom.line);
	if (index >= 0) return index;
	const last = all.findLastIndex(({key}) => key <= bottom.key);
	return Math.max(last, 0);
}

/** What stands over the last line of a transcript that has more below. */
export function moreBelow(below: number): Line {
	return [{text: ` ▼ ${counted(below, 'more line')} below · G goes there `, style: {inverse: true}}];
}
