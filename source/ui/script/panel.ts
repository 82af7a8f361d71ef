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
import {partsOf} from './parts.ts';
import {stepNumber, stepTitle} from './step-text.ts';

type Shown = Pick<ScreenState, 'script' | 'mode'>;

/** The widest that text is easy to read. */
const readableColumns = 100;

const textColumns = (columns: number) => Math.min(columns - 2, readableColumns);

/** Rows of a script's text over the whole width, with its head: as it is easy to read, and without empty lines. */
export function rowsAcross(
	{script, mode}: Shown,
	columns: number,
): {readonly easy: number; readonly dense: number} {
	if (!script) return {easy: 0, dense: 0};
	const lines = fullParts(partsOf(script, mode, textColumns(columns)));
	return {easy: 1 + lines.length, dense: 1 + lines.filter(line => line.length > 0).length};
}

/** A script's text over the whole width, in exactly so many rows: its head, then what is in it. */
export function acrossLines({script, mode}: Shown, columns: number, rows: number): readonly Line[] {
	if (!script || rows <= 0) return [];
	const lines = fitParts(partsOf(script, mode, textColumns(columns)), rows - 1, readAllKey(script));
	const all = [head(script, columns), ...lines.map((line): Line => [{text: ' '}, ...line])];
	return Array.from({length: rows}, (_, row) => all[row] ?? []);
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
			return {text: '✓ passed', style: {color: 'green', bold: true}};
		case 'failed':
			return {text: '✗ failed', style: {color: 'red', bold: true}};
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
