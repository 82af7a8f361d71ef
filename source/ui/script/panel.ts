import type {Line, Span} from '../../terminal/style.ts';
import {fitLine, lineWidth} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {truncate, width} from '../../terminal/width.ts';
import {actionOf} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import {framed} from '../lines/frame.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {innerColumns} from '../panes/node-pane.ts';
import type {ScriptPanel} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import {fitParts, fullParts} from './fit-parts.ts';
import {type Parts, partsOf} from './parts.ts';
import {stepNumber, stepTitle} from './step-text.ts';

type Shown = Pick<ScreenState, 'script' | 'mode'>;

/** The widest that text is easy to read. */
const readableColumns = 100;

const textColumns = (columns: number) => Math.min(columns - 2, readableColumns);

/** Rows of a script's text over the whole width, with its head: as it is easy to read, and without empty lines. */
export interface RowsAcross {
	readonly easy: number;
	readonly dense: number;
	/** The rows of what a demo says now; undefined in a lesson, and where its other steps are not known. */
	readonly least?: number | undefined;
}

/** The rows that a script's text wants: a demo's the same in all its steps, so that nothing moves between them. */
export function rowsAcross({script, mode}: Shown, columns: number): RowsAcross {
	if (!script) return {easy: 0, dense: 0};
	const now = rowsOf(partsOf(script, mode, textColumns(columns)));
	if (!script.story) return now;
	const most = mostRows(script.story, script, columns);
	return {
		easy: Math.max(most.easy, now.dense),
		dense: Math.max(most.dense, now.dense),
		least: now.dense,
	};
}

function rowsOf(parts: Parts): RowsAcross {
	const lines = fullParts(parts);
	return {easy: 1 + lines.length, dense: 1 + lines.filter(line => line.length > 0).length};
}

type Story = NonNullable<ScriptPanel['story']>;

/** What was worked out for a story last: it is asked for in each frame. */
const known = new WeakMap<Story, {readonly columns: number; readonly most: RowsAcross}>();

/** The rows that the longest step of a story takes while it waits for a key. */
function mostRows(story: Story, script: ScriptPanel, columns: number): RowsAcross {
	const before = known.get(story);
	if (before?.columns === columns) return before.most;
	const {predict: _, remark: __, ...rest} = script;
	const rows = story.map(said =>
		rowsOf(partsOf({...rest, ...said, standing: 'waiting', isAuto: false}, 'script', textColumns(columns))),
	);
	const most = {
		easy: Math.max(1, ...rows.map(({easy}) => easy)),
		dense: Math.max(1, ...rows.map(({dense}) => dense)),
	};
	known.set(story, {columns, most});
	return most;
}

/**
 * A script's text over the whole width, in exactly so many rows: its head, then what is in it. What is done next in a
 * demo is always in the last of them.
 */
export function acrossLines({script, mode}: Shown, columns: number, rows: number): readonly Line[] {
	if (!script || rows <= 0) return [];
	const parts = partsOf(script, mode, textColumns(columns));
	const lines = fitParts(parts, rows - 1, readAllKey(script));
	const rest = Array.from({length: Math.max(0, rows - 1 - lines.length)}, (): Line => []);
	const last = script.kind === 'demo' ? Math.max(0, lines.length - parts.now.length) : lines.length;
	const placed = [...lines.slice(0, last), ...rest, ...lines.slice(last)];
	const all = [
		head(script, columns),
		...placed.map((line): Line => (line.length === 0 ? line : [{text: ' '}, ...line])),
	];
	return all.slice(0, rows);
}

/** A lesson's text in a frame beside the panes. */
export function besideLines({script, mode}: Shown, columns: number, rows: number): readonly Line[] {
	if (!script) return [];
	const inner = innerColumns(columns);
	const title = wrapLine([{text: stepTitle(script), style: {bold: true}}], inner);
	const parts = partsOf(script, mode, inner);
	const room = rows - 2 - title.length;
	const lines = fitParts(parts, room, readAllKey(script));
	const {text: standing} = standingOf(script);
	const frameTitle = [stepNumber(script), visible(script.title)].filter(Boolean).join(' ');
	return framed([...title, ...(lines.length < room ? [[]] : []), ...lines], columns, rows, {
		// How the step stands is more than the lesson's whole title.
		title: truncate(frameTitle, columns - 9 - width(standing)),
		right: standing,
		focused: false,
		style: {color: 'cyan'},
	});
}

function readAllKey({kind}: ScriptPanel): string {
	return chordLabel(actionOf(`${kind}-text`).keys[0]!);
}

/** How the step stands, as a mark with its word. */
function standingOf({standing, isAuto}: ScriptPanel): Span {
	switch (standing) {
		case 'passed':
			return {text: '✓ done', style: {color: 'green', bold: true}};
		case 'failed':
			return {text: '✗ went wrong', style: {color: 'red', bold: true}};
		case 'paused':
			return {text: 'paused', style: {color: 'yellow', bold: true}};
		case 'busy':
			return {text: '▸ under way', style: {bold: true}};
		default:
			return {text: isAuto && standing === 'waiting' ? 'by itself' : ''};
	}
}

/** The line that a script's text begins with: the step and its title, then the script's, and how the step stands. */
function head(script: ScriptPanel, columns: number): Line {
	const rule = {color: 'cyan', bold: true} as const;
	const standing = standingOf(script);
	const ofStep = [stepNumber(script), stepTitle(script)].filter(Boolean).join('  ');
	const left: Line = [
		{text: ' ━━ ', style: rule},
		{text: `${ofStep} `, style: {bold: true}},
	];
	const right = (title: string): Line => {
		const said = [title, standing.text].filter(Boolean);
		if (said.length === 0) return [];
		return [
			{text: title === '' ? ' ' : ` ${title}${standing.text === '' ? '' : '  '}`},
			standing,
			{text: ' ━', style: rule},
		];
	};
	const title = visible(script.title);
	const isNamed = ofStep !== title && lineWidth([...left, ...right(title)]) + 2 <= columns;
	const end = right(isNamed ? title : '');
	const room = columns - lineWidth(end);
	const fitted = lineWidth(left) <= room ? left : fitLine(left, room);
	return [...fitted, {text: '━'.repeat(Math.max(0, room - lineWidth(fitted))), style: rule}, ...end];
}
