import type {Line, Span} from '../../terminal/style.ts';
import {fitLine, lineWidth} from '../../terminal/style.ts';
import {type Action, actions, type KeyContext} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import type {Keymap} from '../keys/keymap.ts';
import {unavailable} from '../keys/unavailable.ts';
import type {ScreenState} from '../screen/state.ts';
import {isThrough} from '../script/standing.ts';
import type {View} from '../view.ts';
import {leftAndRight} from './frame.ts';

const words: Readonly<Record<KeyContext, string>> = {
	always: '',
	edit: 'EDIT',
	browse: 'BROWSE',
	script: 'DEMO',
	grid: 'RESULT',
	text: 'READ',
	palette: 'PALETTE',
	confirm: 'CONFIRM',
	choose: 'CHOOSE',
	ask: 'FILL IN',
	search: 'SEARCH',
};

/** What keys do while the history is searched; the others are not for that. */
const inHistory: Readonly<Record<string, string>> = {run: 'take it', 'search-history': 'further back'};

/** What an action is called in the footer, where that depends on where one is; undefined leaves it out there. */
function titleOf(
	{name, title}: Action,
	context: KeyContext,
	{script, editor}: ScreenState,
): string | undefined {
	if (context === 'edit' && editor.search) return inHistory[name];
	const isPassed = script?.kind === 'lesson' && isThrough(script);
	if (isPassed && ((name === 'run' && editor.text === '') || (name === 'open' && context === 'browse')))
		return 'go on';
	if (name !== 'escape') return title;
	if (context === 'script') return undefined;
	if (context !== 'edit' && context !== 'browse') return 'close';
	if (script?.kind === 'demo') return 'demo';
	return context === 'edit' ? 'browse' : 'prompt';
}

function wordOf(context: KeyContext, {script, editor}: ScreenState): string {
	if (context === 'edit' && editor.search) return 'HISTORY';
	return context === 'script' && script?.kind === 'lesson' ? 'LESSON' : words[context];
}

/** Where an action comes in the footer: the way back to a demo before all others. */
function placeOf({name, footer: place = 0}: Action, {script, overlays}: ScreenState): number {
	return name === 'escape' && script?.kind === 'demo' && overlays.length === 0 ? 0 : place;
}

/** The last line: the mode, and the keys that matter here, as many as there is room for. */
export function footer(view: View, context: KeyContext, keymap: Keymap, columns: number): Line {
	const inFooter = actions
		.filter(action => action.footer !== undefined)
		.filter(
			action =>
				action.contexts.includes(context) || (action.contexts.includes('always') && action.name !== 'keys'),
		)
		.filter(action => action.footerIn === undefined || action.footerIn.includes(context))
		.filter(action => unavailable(view, action) === undefined)
		.sort((a, b) => placeOf(a, view.screen) - placeOf(b, view.screen));
	const gap = columns < 100 ? '  ' : '   ';
	const right: Line =
		context === 'edit' || context === 'browse' || context === 'script'
			? [{text: 'F1', style: {bold: true}}, {text: columns < 100 ? ' keys ' : ' all keys '}]
			: [];
	const line: Span[] = [
		{text: ' '},
		{text: wordOf(context, view.screen), style: {bold: true, inverse: true}},
	];
	for (const action of inFooter) {
		const chord = keymap.chords(action)[0];
		const title = titleOf(action, context, view.screen);
		if (chord === undefined || title === undefined) continue;
		const hint: Line = [{text: gap}, {text: chordLabel(chord), style: {bold: true}}, {text: ` ${title}`}];
		if (lineWidth(line) + lineWidth(hint) + lineWidth(right) + 2 > columns) continue;
		line.push(...hint);
	}
	return fitLine(leftAndRight(line, right, columns), columns);
}
