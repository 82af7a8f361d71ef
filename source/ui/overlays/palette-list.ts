import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd} from '../../terminal/width.ts';
import {type Action, actions} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import type {Keymap} from '../keys/keymap.ts';
import {duringOther, unavailable} from '../keys/unavailable.ts';
import {shownPanes} from '../panes/shown-panes.ts';
import type {Overlay} from '../screen/overlay.ts';
import type {View} from '../view.ts';

type Palette = Extract<Overlay, {kind: 'palette'}>;

/** Actions that make sense only where they are bound: movements and answers. */
const notInPalette = new Set([
	'up',
	'down',
	'left',
	'right',
	'map-right',
	'yes',
	'no',
	'accept',
	'close',
	'newline',
	'complete',
	'search-next',
	'search-previous',
	'palette',
	'open',
]);

/** The actions that a filter leaves, those whose name begins with it first. */
export function paletteActions(view: View, filter: string): readonly Action[] {
	const wanted = filter.trim().toLowerCase();
	const rank = ({name, title, does}: Action) => {
		if (name.startsWith(wanted) || title.startsWith(wanted)) return 0;
		if (name.includes(wanted) || title.includes(wanted)) return 1;
		return does.toLowerCase().includes(wanted) ? 2 : 3;
	};
	return actions
		.filter(action => !notInPalette.has(action.name) && isThere(view, action) && rank(action) < 3)
		.map((action, index) => ({action, index}))
		.sort((a, b) => rank(a.action) - rank(b.action) || a.index - b.index)
		.map(({action}) => action);
}

/** Whether there is what an action is for: the node or panel of its number, the demo or the lesson. */
function isThere(view: View, action: Action): boolean {
	if (duringOther(view, action) !== undefined) return false;
	const {name} = action;
	const [, kind, number] = /^(target|panel)-(\d)$/.exec(name) ?? [];
	if (kind === undefined) return true;
	return Number(number) <= (kind === 'target' ? view.snapshot.nodes.length : shownPanes(view).length + 1);
}

/** The palette: what is typed, and the actions that fit it, with the reason where one cannot act now. */
export function paletteLines(
	view: View,
	{field, index}: Palette,
	keymap: Keymap,
	rows: number,
): readonly Line[] {
	const found = paletteActions(view, field.text);
	// The last line has the whole sentence of the chosen one.
	const room = Math.max(1, rows - 4);
	const start = Math.max(0, Math.min(index - Math.floor(room / 2), found.length - room));
	const lines = found
		.slice(start, start + room)
		.map((action, offset) => actionLine(view, action, keymap, start + offset === index));
	const filter: Line = [{text: ': ', style: {bold: true}}, {text: visible(field.text)}];
	const chosen = found[index];
	if (!chosen)
		return [
			filter,
			[],
			[{text: 'No action has that in its name. Backspace, or Esc to close.', style: {dim: true}}],
		];
	const space = Array.from({length: room - lines.length + 1}, (): Line => []);
	return [filter, [], ...lines, ...space, [{text: unavailable(view, chosen) ?? chosen.does}]];
}

function actionLine(view: View, action: Action, keymap: Keymap, selected: boolean): Line {
	const reason = unavailable(view, action);
	const keys = keymap.chords(action).slice(0, 2).map(chordLabel).join(' ');
	return [
		{text: selected ? '▸ ' : '  ', style: {color: 'cyan', bold: true}},
		{text: padEnd(action.name, 17), style: {bold: selected, ...(reason && {dim: true})}},
		{text: padEnd(keys, 19), style: {dim: true}},
		reason ? {text: reason, style: {color: 'yellow'}} : {text: action.does},
	];
}
