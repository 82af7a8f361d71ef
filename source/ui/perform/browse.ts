import type {NodeState} from '../../cluster/snapshot.ts';
import {screenLayout} from '../frame-of.ts';
import {mapAcross} from '../panes/map-pane.ts';
import {innerColumns, transcriptRows} from '../panes/node-pane.ts';
import {panelKey, shownPanes} from '../panes/shown-panes.ts';
import {allLines, bottomIndex, type TranscriptLine} from '../panes/transcript-lines.ts';
import type {PanelState, ScreenState} from '../screen/state.ts';
import type {View} from '../view.ts';
import {open, type Step, say} from './step.ts';

/** The screen with one panel's scrolling and selection changed. */
function withPanel(screen: ScreenState, key: string, panel: PanelState): ScreenState {
	return {...screen, panels: {...screen.panels, [key]: panel}};
}

interface Transcript {
	readonly key: string;
	readonly panel: PanelState;
	readonly rows: number;
	readonly lines: readonly TranscriptLine[];
}

/** A node's transcript as it is laid out in its pane now. */
function transcriptOf(view: View, node: NodeState, index: number): Transcript {
	const layout = screenLayout(view);
	const columns = layout.panes[index] ?? layout.columns;
	const key = `node ${node.name}`;
	return {
		key,
		panel: view.screen.panels[key] ?? {},
		rows: Math.max(1, transcriptRows(view, node, {columns, rows: layout.paneRows})),
		lines: allLines(view, node, innerColumns(columns)),
	};
}

function withBottom({lines, rows, panel}: Transcript, index: number): PanelState {
	const {bottom: _, ...rest} = panel;
	const last = lines.length - 1;
	const line = lines[Math.min(Math.max(index, rows - 1), last)];
	return !line || index >= last ? rest : {...rest, bottom: {key: line.key, line: line.line}};
}

/** Scrolls a node's transcript by lines; down past the end follows what comes. */
export function scrollTranscript(view: View, name: string, by: 'page' | 'half', direction: -1 | 1): Step {
	const index = shownPanes(view).findIndex(pane => pane.kind === 'node' && pane.node.name === name);
	const pane = shownPanes(view)[index];
	if (pane?.kind !== 'node') return {screen: view.screen};
	const transcript = transcriptOf(view, pane.node, index);
	const lines =
		by === 'page' ? Math.max(1, transcript.rows - 1) : Math.max(1, Math.floor(transcript.rows / 2));
	const bottom = bottomIndex(transcript.lines, transcript.panel.bottom) + direction * lines;
	return {screen: withPanel(view.screen, transcript.key, withBottom(transcript, bottom))};
}

/** Selects the entry that lies `by` entries further, or the first or last, and brings it onto the screen. */
function selectEntry(view: View, node: NodeState, index: number, by: number | 'first' | 'last'): Step {
	const transcript = transcriptOf(view, node, index);
	const {lines, panel, rows, key} = transcript;
	const entries = node.transcript;
	if (entries.length === 0) return {screen: view.screen};
	const selected = entries.findIndex(entry => entry.key === panel.selected);
	const from = selected < 0 ? (by === 1 ? entries.length - 2 : entries.length) : selected;
	const to =
		by === 'first'
			? 0
			: by === 'last'
				? entries.length - 1
				: Math.min(Math.max(from + by, 0), entries.length - 1);
	const entry = entries[to]!;
	if (by === 'last') return {screen: withPanel(view.screen, key, {selected: entry.key})};
	const first = lines.findIndex(line => line.key === entry.key);
	const last = lines.findLastIndex(line => line.key === entry.key);
	let bottom = bottomIndex(lines, panel.bottom);
	if (last > bottom) bottom = last;
	if (first < bottom - rows + 1) bottom = first + rows - 1;
	return {screen: withPanel(view.screen, key, {...withBottom(transcript, bottom), selected: entry.key})};
}

/** Selects another transaction of the list. */
function selectTransaction(view: View, by: number | 'first' | 'last'): Step {
	const {transactions} = view.snapshot;
	if (transactions.length === 0) return {screen: view.screen};
	const {selected} = view.screen.panels.transactions ?? {};
	const at = transactions.findIndex(({position}) => Number(position.txid) === selected);
	const from = at < 0 ? transactions.length : at;
	const to =
		by === 'first'
			? 0
			: by === 'last'
				? transactions.length - 1
				: Math.min(Math.max(from + by, 0), transactions.length - 1);
	return {
		screen: withPanel(view.screen, 'transactions', {selected: Number(transactions[to]!.position.txid)}),
	};
}

/** Moves over the map of many replicas. */
function selectOnMap(view: View, count: number, by: number | 'first' | 'last'): Step {
	const from = view.screen.panels.map?.selected ?? 0;
	const to = by === 'first' ? 0 : by === 'last' ? count - 1 : Math.min(Math.max(from + by, 0), count - 1);
	return {screen: withPanel(view.screen, 'map', {selected: to})};
}

/** Moves in the focused panel: `x` sideways on the map, `y` over entries, transactions or rows of the map. */
export function move(view: View, {x = 0, y = 0}: {readonly x?: number; readonly y?: number}): Step {
	const {focus} = view.screen;
	if (focus === 'transactions') return selectTransaction(view, y);
	const pane = shownPanes(view)[focus];
	if (!pane) return {screen: view.screen};
	if (pane.kind === 'map') {
		const columns = screenLayout(view).panes[focus] ?? 0;
		return selectOnMap(view, pane.nodes.length, x + y * mapAcross(columns));
	}
	return y === 0 ? {screen: view.screen} : selectEntry(view, pane.node, focus, y);
}

/** Goes to the first or last of the focused panel. */
export function moveTo(view: View, end: 'first' | 'last'): Step {
	const {focus} = view.screen;
	if (focus === 'transactions') return selectTransaction(view, end);
	const pane = shownPanes(view)[focus];
	if (!pane) return {screen: view.screen};
	return pane.kind === 'map'
		? selectOnMap(view, pane.nodes.length, end)
		: selectEntry(view, pane.node, focus, end);
}

/** Pages through the focused panel. */
export function page(view: View, by: 'page' | 'half', direction: -1 | 1): Step {
	const {focus} = view.screen;
	if (focus === 'transactions') return selectTransaction(view, direction * (by === 'page' ? 10 : 5));
	const pane = shownPanes(view)[focus];
	return pane?.kind === 'node'
		? scrollTranscript(view, pane.node.name, by, direction)
		: {screen: view.screen};
}

/** Opens what is selected: a result, an explanation, a transaction, a replica of the map. */
export function openSelected(view: View): Step {
	const {screen, snapshot} = view;
	const key = panelKey(view);
	const {selected} = screen.panels[key] ?? {};
	if (screen.focus === 'transactions') {
		const txid = selected === undefined ? snapshot.transactions.at(-1)?.position.txid : BigInt(selected);
		return txid === undefined
			? say(screen, 'There is no transaction yet.')
			: {screen: open(screen, {kind: 'transaction', txid, top: 0})};
	}
	const pane = shownPanes(view)[screen.focus];
	if (pane?.kind === 'map') {
		const node = pane.nodes[selected ?? 0];
		return {screen: node ? {...screen, shown: node.name} : screen};
	}
	if (!pane) return {screen};
	const entry =
		pane.node.transcript.find(candidate => candidate.key === selected) ?? pane.node.transcript.at(-1);
	if (entry?.kind === 'statement') return openStatement(view, pane.node.name, entry.id);
	if (entry?.kind === 'arrival') {
		const known = snapshot.transactions.some(({position}) => position.txid === entry.last);
		return known
			? {screen: open(screen, {kind: 'transaction', txid: entry.last, top: 0})}
			: say(screen, 'That transaction is not kept any more.');
	}
	return say(screen, 'There is nothing to open here.');
}

/** Opens a statement: its rows in the grid, or the explanation of its error. */
export function openStatement(view: View, node: string, statement: string): Step {
	const {screen} = view;
	const result = view.results.get(statement);
	if (result && result.columns.length > 0 && result.rows.length > 0)
		return {
			screen: open(screen, {kind: 'grid', statement, row: 0, column: 0, top: 0, left: 0, searching: false}),
		};
	const entry = view.snapshot.nodes
		.find(({name}) => name === node)
		?.transcript.find(candidate => candidate.kind === 'statement' && candidate.id === statement);
	if (entry?.kind === 'statement' && entry.outcome?.error)
		return {screen: open(screen, {kind: 'explanation', node, statement, top: 0})};
	return say(
		screen,
		result ? 'That statement returned no rows.' : 'That statement returned nothing to open.',
		'info',
	);
}

/** Gives the focus to another panel. */
export function focusPanel(view: View, panel: number | 'next'): Step {
	const {screen} = view;
	const panes = shownPanes(view).length;
	if (panel === 'next') {
		const at = screen.focus === 'transactions' ? panes : screen.focus;
		const to = (at + 1) % (panes + 1);
		return {screen: {...screen, focus: to === panes ? 'transactions' : to}};
	}
	if (panel < panes) return {screen: {...screen, focus: panel}};
	if (panel === panes) return {screen: {...screen, focus: 'transactions'}};
	return say(
		screen,
		`There are ${panes + 1} panels: 1 to ${panes} are nodes, ${panes + 1} is the transactions.`,
	);
}
