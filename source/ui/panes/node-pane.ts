import type {NodeState} from '../../cluster/snapshot.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {framed} from '../lines/frame.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';
import {factLines} from './node-facts.ts';
import {moreBelow, transcriptWindow} from './transcript-lines.ts';

/** Rows of a transcript that show a statement with its answer. */
const leastTranscriptRows = 4;

/** How a pane stands on the screen. */
export interface PanePlace {
	readonly columns: number;
	readonly rows: number;
	readonly number: number;
	readonly focused: boolean;
}

/** Columns inside a pane: the frame comes off, and a column of space at the left; in a wide one, also at the right. */
export function innerColumns(columns: number): number {
	return columns < 54 ? columns - 3 : columns - 4;
}

/** A node's pane: its facts, then its transcript. */
export function nodePane(view: View, node: NodeState, place: PanePlace): readonly Line[] {
	const {columns, rows, number, focused} = place;
	const inner = innerColumns(columns);
	const facts = paneFacts(view, node, inner, rows);
	const wide = inner >= 50;
	const isTarget = view.screen.target === node.name || view.screen.target === 'all';
	const role = roleText(node, wide);
	const {lines, marked} = body(view, node, inner, rows - 2 - facts.length);
	return framed([...facts, ...lines], columns, rows, {
		title: `${number} ${visible(node.name)}`,
		right: isTarget ? `▸ ${role}` : role,
		focused,
		marked: new Set([...marked].map(row => row + facts.length)),
		style: {...(node.role === 'primary' && {color: 'cyan'}), ...(!focused && {dim: true})},
	});
}

/** Rows that a node's transcript has in its pane. */
export function transcriptRows(
	view: View,
	node: NodeState,
	place: Pick<PanePlace, 'columns' | 'rows'>,
): number {
	return place.rows - 2 - paneFacts(view, node, innerColumns(place.columns), place.rows).length;
}

/** The facts and an empty line; without that, and dense, where they would leave the transcript hardly a row. */
function paneFacts({snapshot, screen}: View, node: NodeState, inner: number, rows: number): readonly Line[] {
	const easy = [...factLines(snapshot, node, inner, screen.nowMs), []];
	if (rows - 2 - easy.length >= leastTranscriptRows) return easy;
	return factLines(snapshot, node, inner, screen.nowMs, true);
}

/** What a node is for; one that does not run is for nothing. */
function roleText({role, status}: NodeState, wide: boolean): string {
	if (status !== 'running') return `${role} · ${status}`;
	if (!wide) return role;
	return role === 'primary' ? 'primary · writes here' : 'replica · reads';
}

interface Body {
	readonly lines: readonly Line[];
	/** Lines of the selected entry. */
	readonly marked: readonly number[];
}

function body(view: View, node: NodeState, columns: number, rows: number): Body {
	if (rows <= 0) return {lines: [], marked: []};
	if (node.transcript.length === 0) return {lines: emptyLines(view, node, columns), marked: []};
	const state = view.screen.panels[`node ${node.name}`] ?? {};
	const {lines, below} = transcriptWindow(view, node, columns, rows, state);
	const isMarked = (key: number) => view.screen.mode === 'browse' && key === state.selected;
	const marked = lines.flatMap(({key, content}, row) => (isMarked(key) && content.length > 0 ? [row] : []));
	const shown = lines.map(({content}) => content);
	if (below === 0 || shown.length === 0) return {lines: shown, marked};
	return {lines: [...shown.slice(0, -1), moreBelow(below + 1)], marked};
}

/** What stands in a pane where nothing has happened yet, and what one may try. */
const empty = {
	primary: ['Nothing has been run here yet.', 'Try: CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);'],
	replica: [
		'What the primary commits arrives here.',
		'To ask this node: Ctrl+T, then SELECT count(*) FROM albums;',
	],
} as const;

function emptyLines(view: View, node: NodeState, columns: number): readonly Line[] {
	if (view.snapshot.phase !== 'ready') return [];
	const [known, toTry] = empty[node.role];
	// A script says itself what is to be tried.
	const text = view.screen.script ? known : `${known} ${toTry}`;
	return wrapLine([{text, style: {dim: true}}], columns);
}
