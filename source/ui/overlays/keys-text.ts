import type {Line} from '../../terminal/style.ts';
import {padEnd, width} from '../../terminal/width.ts';
import {type Action, actions, type KeyContext} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import type {Keymap} from '../keys/keymap.ts';
import {duringOther, unavailable} from '../keys/unavailable.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';

interface Section {
	readonly context: KeyContext;
	readonly title: string;
	readonly during?: Action['during'];
}

const sections: readonly Section[] = [
	{context: 'always', title: 'Always'},
	{context: 'edit', title: 'EDIT: what is typed goes to the prompt'},
	{context: 'browse', title: 'BROWSE: single keys act on the focused panel'},
	{context: 'grid', title: 'In a result'},
	{context: 'script', title: 'DEMO: while one is played', during: 'demo'},
	{context: 'edit', title: 'In a lesson', during: 'lesson'},
];

/** The sections, that of the script which is played first. */
function sectionsOf({screen: {script}}: View): readonly Section[] {
	const first = sections.filter(({during}) => during !== undefined && during === script?.kind);
	return [...first, ...sections.filter(section => !first.includes(section))];
}

/** Readline's keys, which the prompt has besides those of the table. */
const readline: readonly (readonly [string, string])[] = [
	['Ctrl+A Ctrl+E', 'beginning, end of the line'],
	['Alt+B Alt+F', 'a word back, a word forward'],
	['Ctrl+W Alt+D', 'cuts the word before, after the cursor'],
	['Ctrl+U Ctrl+K', 'cuts to the beginning, to the end of the line'],
	['Ctrl+Y Alt+Y', 'puts back what was cut, what was cut before it'],
	['Ctrl+_', 'undoes'],
	['↑ ↓', 'line up, down; history at the first and last line'],
];

const keyColumns = 26;

/** Actions of a kind that differ by a number alone are told once: `Alt+1` … `Alt+9`. */
function folded(of: readonly Action[]): readonly Action[] {
	return of.filter(({name}) => !/-[2-9]$/.test(name));
}

/** The list of all keys, made from the table of actions; what cannot be done now says why. */
export function keysText(view: View, keymap: Keymap, columns: number): readonly Line[] {
	return sectionsOf(view).flatMap(({context, title, during}, index) => {
		const of = folded(actions.filter(action => action.contexts[0] === context && action.during === during));
		return [
			...(index > 0 ? [[]] : []),
			[{text: title, style: {bold: true}}],
			...of.flatMap(action => actionLines(view, keymap, action, columns)),
			...(context === 'edit' && during === undefined
				? readline.flatMap(([keys, does]) => keyLines(keys, [{text: does}], columns))
				: []),
		];
	});
}

function actionLines(view: View, keymap: Keymap, action: Action, columns: number): readonly Line[] {
	const numbered = action.name.endsWith('-1');
	const keys =
		chordsText(keymap.chords(action), action.contexts[0] === 'edit' || action.contexts[0] === 'always') +
		(numbered ? '…9' : '');
	const does = numbered ? action.does.replace('1', 'n') : action.does;
	// Of what is there only in a demo or a lesson the heading says so.
	const isHere = action.contexts.includes('browse') || action.contexts.includes('edit');
	const reason = isHere && !duringOther(view, action) ? unavailable(view, action) : undefined;
	if (!reason) return keyLines(keys, [{text: does}], columns);
	return keyLines(
		keys,
		[
			{text: does, style: {dim: true}},
			{text: ` — not now: ${reason}`, style: {color: 'yellow'}},
		],
		columns,
	);
}

/** Single letters are for BROWSE alone, also where the other keys of the action are for EDIT. */
function chordsText(chords: readonly string[], browseApart: boolean): string {
	const letters = chords.filter(chord => browseApart && chord.length === 1);
	const others = chords.filter(chord => !letters.includes(chord)).map(chordLabel);
	return [...others, ...letters.map(letter => `(BROWSE: ${letter})`)].join(' ');
}

function keyLines(keys: string, does: Line, columns: number): readonly Line[] {
	if (width(keys) > keyColumns - 2)
		return [[{text: `  ${keys}`, style: {bold: true}}], ...keyLines('', does, columns)];
	return wrapLine(
		[{text: `  ${padEnd(keys, keyColumns - 2)} `, style: {bold: true}}, ...does],
		columns,
		keyColumns + 1,
	);
}
