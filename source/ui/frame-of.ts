import {fitLine, type Line, lineWidth} from '../terminal/style.ts';
import {visible} from '../terminal/visible.ts';
import {width} from '../terminal/width.ts';
import {layoutEditor} from './editor/layout.ts';
import type {KeyContext} from './keys/actions.ts';
import type {Keymap} from './keys/keymap.ts';
import {floor, type Layout, layoutOf} from './layout.ts';
import {footer} from './lines/footer.ts';
import {messageLines} from './lines/message-lines.ts';
import {questionLines} from './lines/question-lines.ts';
import {topLine} from './lines/top-line.ts';
import {wrapLine} from './lines/wrap-line.ts';
import {isText, overlayLines} from './overlays/overlay-lines.ts';
import {mapPane} from './panes/map-pane.ts';
import {nodePane} from './panes/node-pane.ts';
import {shownPanes} from './panes/shown-panes.ts';
import {transactionList} from './panes/transaction-list.ts';
import type {Overlay} from './screen/overlay.ts';
import type {ScreenState} from './screen/state.ts';
import {acrossLines, besideLines} from './script/panel.ts';
import {scriptPlace} from './script/place.ts';
import type {View} from './view.ts';

/** One screen: exactly as many lines as the terminal has rows, none wider than its columns. */
export interface Frame {
	readonly lines: readonly Line[];
	readonly cursor?: {readonly x: number; readonly y: number};
}

/** Where keys go now. */
export function contextOf({overlays, mode}: Pick<ScreenState, 'overlays' | 'mode'>): KeyContext {
	const top = overlays.at(-1);
	if (!top) return mode;
	if (isText(top)) return 'text';
	if (top.kind === 'grid') return top.searching ? 'search' : 'grid';
	return top.kind;
}

/** The layout of the screen as it is. */
export function screenLayout(view: View): Layout {
	return layoutOf(view, promptOf(view).lines.length, messageLines(view, view.screen.columns).length);
}

/** Rows between the top line and the prompt: those of an overlay. */
export function overlayRows(view: View): number {
	return rowsAbove(view.screen.rows, screenLayout(view));
}

function rowsAbove(rows: number, {promptRows, spaceRows}: Layout): number {
	return rows - 2 - promptRows - spaceRows;
}

/** The whole screen. Pure: the same view gives the same frame. */
export function frameOf(view: View, keymap: Keymap): Frame {
	const {columns, rows} = view.screen;
	if (columns < floor.columns || rows < floor.rows) return tooSmall(columns, rows);
	const prompt = promptOf(view);
	const messages = messageLines(view, columns);
	const layout = layoutOf(view, prompt.lines.length, messages.length);
	const promptLines = scrolledPrompt(prompt, layout.promptRows);
	const context = contextOf(view.screen);
	const above = rowsAbove(rows, layout);
	const spaceBefore = layout.spaceRows - messages.length;
	const lines = [
		topLine(view, columns),
		...bodyLines(view, layout, keymap, above),
		...Array.from({length: spaceBefore}, (): Line => []),
		...promptLines.lines,
		...messages,
		footer(view, context, keymap, columns),
	].map(line => fitLine(line, columns));
	const y = 1 + above + spaceBefore + promptLines.cursor.row;
	const typing = context === 'edit' || context === 'ask' || context === 'script';
	return {lines, ...(typing && {cursor: {x: Math.min(columns - 1, promptLines.cursor.column), y}})};
}

function bodyLines(view: View, layout: Layout, keymap: Keymap, rows: number): readonly Line[] {
	const over = view.screen.overlays.findLast(covers);
	if (over) return overlayLines(view, over, keymap, layout.columns, rows);
	const {acrossRows, besideColumns, columns} = layout;
	const {screen} = view;
	const cluster = clusterLines(view, layout, columns - besideColumns, rows - acrossRows);
	const place = scriptPlace(screen);
	if (place === 'beside') {
		const beside = besideLines(screen, besideColumns, rows);
		return beside.map((line, row) => [...line, ...(cluster[row] ?? [])]);
	}
	const across = acrossLines(screen, columns, acrossRows);
	return place === 'above' ? [...across, ...cluster] : [...cluster, ...across];
}

/** What is there of the cluster: its panes and its transactions. */
function clusterLines(view: View, layout: Layout, columns: number, rows: number): readonly Line[] {
	if (view.snapshot.nodes.length === 0 || view.snapshot.phase === 'gone')
		return waitingLines(view, columns, rows);
	return [
		...paneLines(view, layout),
		...transactionList(view, columns, layout.transactionRows, layout.compact),
	];
}

function covers({kind}: Overlay): boolean {
	return kind !== 'confirm' && kind !== 'ask';
}

function paneLines(view: View, layout: Layout): readonly Line[] {
	const {mode, focus, target} = view.screen;
	const panes = shownPanes(view).map((pane, index) => {
		const columns = layout.panes[index] ?? 0;
		if (columns === 0) return [];
		const holdsTarget = pane.kind === 'node' && pane.node.name === target;
		const focused = mode === 'browse' ? focus === index : holdsTarget;
		const place = {columns, rows: layout.paneRows, number: index + 1, focused};
		return pane.kind === 'node' ? nodePane(view, pane.node, place) : mapPane(view, pane.nodes, place);
	});
	return Array.from({length: layout.panes.length > 0 ? layout.paneRows : 0}, (_, row) =>
		panes.flatMap(pane => pane[row] ?? []),
	);
}

/** What stands in place of the panes while there is no cluster. */
function waitingLines({snapshot}: View, columns: number, rows: number): readonly Line[] {
	const gone = snapshot.phase === 'gone';
	const text = snapshot.phaseText || 'Looking for a cluster';
	const lines = wrapLine(
		[{text: visible(text), ...(gone && {style: {color: 'red', bold: true}})}],
		columns - 4,
	);
	const hint = gone ? 'Ctrl+D leaves. What was committed is kept where it was.' : '';
	const all: Line[] = [
		...lines.map((line): Line => [{text: '  '}, ...line]),
		[],
		[{text: `  ${hint}`, style: {dim: true}}],
	];
	return Array.from({length: rows}, (_, row) => all[row - 1] ?? []);
}

function tooSmall(columns: number, rows: number): Frame {
	const text = `litescope needs ${floor.columns} columns and ${floor.rows} rows; this terminal has ${columns} and ${rows}. Make it larger; nothing is lost.`;
	const lines = wrapLine([{text}], Math.max(1, columns));
	return {lines: Array.from({length: rows}, (_, row) => fitLine(lines[row] ?? [], columns))};
}

interface Prompt {
	readonly lines: readonly Line[];
	readonly cursor: {readonly row: number; readonly column: number};
}

/** The prompt as it wants to be, or the question that stands in its place. */
function promptOf(view: View): Prompt {
	const {screen} = view;
	const question = screen.overlays.at(-1);
	if (question?.kind === 'confirm' || question?.kind === 'ask') {
		const lines = questionLines(question, screen.columns);
		const column =
			question.kind === 'ask'
				? width(
						` ${visible(question.question)} ${visible(question.field.text.slice(0, question.field.cursor))}`,
					)
				: 0;
		return {lines, cursor: {row: Math.floor(column / screen.columns), column: column % screen.columns}};
	}
	const head = promptHead(view);
	const indent = lineWidth(head);
	const nextIndent = Math.min(indent, 4);
	const {lines, cursor} = layoutEditor(screen.editor, screen.columns, indent, nextIndent);
	return {
		lines: lines.map(
			(line, index): Line => [...(index === 0 ? head : [{text: ' '.repeat(nextIndent)}]), {text: line}],
		),
		cursor,
	};
}

function promptHead({snapshot, screen}: View): Line {
	const {target, editor} = screen;
	if (editor.search) {
		const {query, failed} = editor.search;
		return [
			{text: ` history${failed ? ', not found' : ''}: `, style: {bold: true, ...(failed && {color: 'red'})}},
			{text: `${visible(query)} ▸ `},
		];
	}
	const open = snapshot.nodes.some(
		node => node.inTransactionSinceMs !== undefined && (node.name === target || target === 'all'),
	);
	return [
		{text: ` ${visible(target || '…')}`, style: {bold: true, color: 'cyan'}},
		...(open ? [{text: ' [transaction]', style: {color: 'yellow', bold: true} as const}] : []),
		{text: ' ▸ '},
	];
}

/** The part of a long prompt that the cursor is in. */
function scrolledPrompt({lines, cursor}: Prompt, rows: number): Prompt {
	const top = Math.max(0, Math.min(cursor.row - rows + 1, lines.length - rows));
	return {lines: lines.slice(top, top + rows), cursor: {...cursor, row: cursor.row - top}};
}
