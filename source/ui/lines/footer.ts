import type {Line, Span} from '../../terminal/style.ts';
import {fitLine, lineWidth} from '../../terminal/style.ts';
import {type Action, actions, type KeyContext} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import type {Keymap} from '../keys/keymap.ts';
import {unavailable} from '../keys/unavailable.ts';
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

/** What an action is called in the footer, where that depends on where one is. */
function titleOf(action: Action, context: KeyContext): string {
	if (action.name !== 'escape') return action.title;
	if (context === 'browse') return 'prompt';
	return context === 'edit' ? 'browse' : 'close';
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
		.sort((a, b) => a.footer! - b.footer!);
	const gap = columns < 100 ? '  ' : '   ';
	const right: Line =
		context === 'edit' || context === 'browse'
			? [{text: 'F1', style: {bold: true}}, {text: columns < 100 ? ' keys ' : ' all keys '}]
			: [];
	const line: Span[] = [{text: ' '}, {text: words[context], style: {bold: true, inverse: true}}];
	for (const action of inFooter) {
		const chord = keymap.chords(action)[0];
		if (chord === undefined) continue;
		const hint: Line = [
			{text: gap},
			{text: chordLabel(chord), style: {bold: true}},
			{text: ` ${titleOf(action, context)}`},
		];
		if (lineWidth(line) + lineWidth(hint) + lineWidth(right) + 2 > columns) continue;
		line.push(...hint);
	}
	return fitLine(leftAndRight(line, right, columns), columns);
}
