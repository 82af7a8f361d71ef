import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd} from '../../terminal/width.ts';
import {type Action, actions} from '../keys/actions.ts';
import {chordLabel} from '../keys/chord.ts';
import type {Keymap} from '../keys/keymap.ts';
import {unavailable} from '../keys/unavailable.ts';
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
export function paletteActions(filter: string): readonly Action[] {
	const wanted = filter.trim().toLowerCase();
	const rank = ({name, title, does}: Action) => {
		if (name.startsWith(wanted) || title.startsWith(wanted)) return 0;
		if (name.includes(wanted) || title.includes(wanted)) return 1;
		return does.toLowerCase().includes(wanted) ? 2 : 3;
	};
	return actions
		.filter(action => !notInPalette.has(action.name) && rank(action) < 3)
		.map((action, index) => ({action, index}))
		.sort((a, b) => rank(a.action) - rank(b.action) || a.index - b.index)
		.map(({action}) => action);
}

/** The palette: what is typed, and the actions that fit it, with the reason where one cannot act now. */
export function paletteLines(
	view: View,
	{field, index}: Palette,
	keymap: Keymap,
	rows: number,
): readonly Line[] {
	const found = paletteActions(field.text);
	const room = Math.max(1, rows - 2);
	const start = Math.max(0, Math.min(index - Math.floor(room / 2), found.length - room));
	const lines = found.slice(start, start + room).map((action, offset): Line => {
		const reason = unavailable(view, action);
		const selected = start + offset === index;
		const keys = keymap.chords(action).map(chordLabel).join(' ');
		return [
			{text: selected ? '▸ ' : '  ', style: {color: 'cyan', bold: true}},
			{text: padEnd(action.name, 18), style: {bold: selected, ...(reason && {dim: true})}},
			{text: padEnd(keys, 24), style: {dim: true}},
			reason ? {text: reason, style: {color: 'yellow'}} : {text: action.does},
		];
	});
	const filter: Line = [{text: ': ', style: {bold: true}}, {text: visible(field.text)}];
	return [
		filter,
		[],
		...(lines.length > 0
			? lines
			: [[{text: 'No action has that in its name. Backspace, or Esc to close.', style: {dim: true}}]]),
	];
}
