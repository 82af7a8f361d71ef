import {fitLine, type Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {leftAndRight} from '../lines/frame.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {NotesScreen, ShownNotes} from './notes-screen.ts';
import {alertLines, bodyLines, nextStep, sinceBegan, standingOf, stepHead, timeOfDay} from './notes-text.ts';

/** The smallest terminal that the notes are shown on. */
export const notesFloor = {columns: 40, rows: 10} as const;

/** From so many rows on lines may be left empty between the parts. */
const roomyRows = 16;

/** The widest that text is easy to read. */
const readableColumns = 100;

type Told = Extract<ShownNotes, {kind: 'told'}>;

/** The presenter's screen: exactly as many lines as it has rows, each of exactly its columns. Pure. */
export function notesLines(screen: NotesScreen): readonly Line[] {
	const {columns, rows, shown} = screen;
	const lines =
		columns < notesFloor.columns || rows < notesFloor.rows
			? wrapLine([{text: tooSmall(screen)}], Math.max(1, columns))
			: shown.kind === 'told'
				? toldLines(screen, shown)
				: messageLines(screen, shown);
	return Array.from({length: rows}, (_, row) => fitLine(lines[row] ?? [], columns));
}

/** The highest line of the notes that one can scroll to, and how many are seen at once. */
export function scrollRange(screen: NotesScreen): {readonly last: number; readonly page: number} {
	if (screen.shown.kind !== 'told') return {last: 0, page: 1};
	const {body, bodyRows} = partsOf(screen, screen.shown);
	return {last: Math.max(0, body.length - bodyRows), page: Math.max(1, bodyRows - 1)};
}

interface Parts {
	readonly head: readonly Line[];
	readonly body: readonly Line[];
	readonly bodyRows: number;
	readonly foot: readonly Line[];
}

function partsOf({columns, rows, nowMs}: NotesScreen, {notes}: Told): Parts {
	const inner = columns - 2 * marginOf(columns);
	const gap: readonly Line[] = rows >= roomyRows ? [[]] : [];
	const {text: standing, style} = standingOf(notes);
	const head = [
		...wrapLine([{text: stepHead(notes), style: {bold: true, color: 'cyan'}}], inner, 4).slice(0, 2),
		leftAndRight(
			[
				{text: sinceBegan(notes, nowMs), style: {bold: true}},
				{text: inner >= 60 ? ' since it began   ' : '   '},
				{text: standing, ...(style && {style})},
			],
			[{text: timeOfDay(nowMs), style: {bold: true}}],
			inner,
		),
		...alertLines(notes, inner).slice(0, Math.max(1, Math.floor(rows / 4))),
		...gap,
	];
	const foot = [
		...gap,
		...afterLines(
			notes.standing === 'busy' ? 'Now ' : 'Next',
			notes.next && visible(notes.next),
			inner,
			rows,
		),
		...afterLines('Then', nextStep(notes), inner, rows),
	];
	const body = bodyLines(notes, Math.min(inner, readableColumns));
	return {head, body, bodyRows: Math.max(1, rows - 1 - head.length - foot.length), foot};
}

/** What comes after, with its name before it; a long one takes a second line where there are rows for it. */
function afterLines(name: string, text: string | undefined, columns: number, rows: number): readonly Line[] {
	if (text === undefined) return [];
	const line: Line = [{text: `${name}  `, style: {dim: true}}, {text}];
	return rows >= roomyRows ? wrapLine(line, columns, 6).slice(0, 2) : [line];
}

function toldLines(screen: NotesScreen, shown: Told): readonly Line[] {
	const {columns, rows} = screen;
	const {head, body, bodyRows, foot} = partsOf(screen, shown);
	const top = Math.min(screen.top, Math.max(0, body.length - bodyRows));
	const below = body.length - top - bodyRows;
	const seen = Array.from({length: bodyRows}, (_, row) => body[top + row] ?? []);
	const inner = columns - 2 * marginOf(columns);
	const lines = [...head, ...seen, ...foot].slice(0, rows - 1).map(line => indented(line, columns, inner));
	return [...lines, footer(shown, columns, top, below)];
}

function footer({others, notes}: Told, columns: number, top: number, below: number): Line {
	const keys = [
		...(top > 0 || below > 0 ? [`↑↓ ${below > 0 ? `${below} more` : 'scroll'}`] : []),
		...otherDemos(others, columns),
		'q quit',
	];
	const left: Line = [{text: ` ${keys.join('   ')}`, style: {dim: true}}];
	const right: Line = [{text: ` ${visible(notes.title)} `, style: {dim: true}}];
	return keys.length > 2 || columns < 60 ? left : leftAndRight(left, right, columns);
}

function otherDemos(others: number, columns: number): readonly string[] {
	if (others === 0) return [];
	const runs = others === 1 ? 'another demo runs' : `${others} other demos run`;
	return [columns < 60 ? 'Tab other demo' : `Tab ${runs}`];
}

function sentencesOf(shown: Exclude<ShownNotes, Told>): readonly string[] {
	const soon = 'Its notes are shown here as soon as it begins.';
	switch (shown.kind) {
		case 'waiting':
			return ['No demo is running. Start one with: litescope demo', soon];
		case 'unreadable':
			return ['The demo that runs is of another version of litescope.', 'Its notes cannot be read here.'];
		case 'ended':
			return [
				`The demo “${visible(shown.title)}” has ended.`,
				'The next one is shown here as soon as it begins.',
			];
	}
}

/** Sentences in the middle of the screen, the first of them loud, and the time. */
function messageLines(
	{columns, rows, nowMs}: NotesScreen,
	shown: Exclude<ShownNotes, Told>,
): readonly Line[] {
	const inner = columns - 2 * marginOf(columns);
	const [first = '', ...more] = sentencesOf(shown);
	const others = shown.kind === 'ended' ? shown.others : 0;
	const keys = [...otherDemos(others, columns), 'q quit'].join('   ');
	const text = [
		...wrapLine([{text: first, style: {bold: true}}], inner),
		...more.flatMap(sentence => wrapLine([{text: sentence, style: {dim: true}}], inner)),
	];
	const above = Math.max(0, Math.floor((rows - 2 - text.length) / 3));
	const body = [...Array.from({length: above}, (): Line => []), ...text].map(line =>
		indented(line, columns, inner),
	);
	const filled = Array.from({length: rows - 1}, (_, row) => body[row] ?? []);
	const time: Line = [{text: `${timeOfDay(nowMs)} `, style: {bold: true}}];
	return [...filled, leftAndRight([{text: ` ${keys}`, style: {dim: true}}], time, columns)];
}

function tooSmall({columns, rows}: NotesScreen): string {
	return `The notes need ${notesFloor.columns} columns and ${notesFloor.rows} rows; this terminal has ${columns} and ${rows}.`;
}

function marginOf(columns: number): number {
	return columns >= 60 ? 2 : 1;
}

function indented(line: Line, columns: number, inner: number): Line {
	return line.length === 0 ? line : [{text: ' '.repeat(marginOf(columns))}, ...fitLine(line, inner)];
}
