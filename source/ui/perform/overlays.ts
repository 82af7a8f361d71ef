import {contextOf, overlayRows} from '../frame-of.ts';
import type {Keymap} from '../keys/keymap.ts';
import {unavailable} from '../keys/unavailable.ts';
import {isText, textOf, textRoom} from '../overlays/overlay-lines.ts';
import {paletteActions} from '../overlays/palette-list.ts';
import type {Field} from '../screen/overlay.ts';
import type {ScreenState} from '../screen/state.ts';
import type {View} from '../view.ts';
import {completeField} from './field.ts';
import {searchOn} from './grid.ts';
import {parseLink} from './nodes.ts';
import {typed} from './prompt.ts';
import {changeTop, close, type Effect, type Step, say} from './step.ts';

/** Scrolls the text on top by lines, or to an end. */
export function scrollText(
	view: View,
	keymap: Keymap,
	by: number | 'page-up' | 'page-down' | 'half-up' | 'half-down' | 'first' | 'last',
): Step {
	const overlay = view.screen.overlays.at(-1);
	if (!overlay || !isText(overlay)) return {screen: view.screen};
	const room = textRoom(view.screen.columns, overlayRows(view));
	const last = Math.max(0, textOf(view, overlay, keymap, room.columns).length - room.rows);
	const steps = {
		'page-up': -room.rows,
		'page-down': room.rows,
		'half-up': -Math.floor(room.rows / 2),
		'half-down': Math.floor(room.rows / 2),
		first: -1e9,
		last: 1e9,
	};
	const step = typeof by === 'number' ? by : steps[by];
	return {
		screen: changeTop(view.screen, {
			...overlay,
			top: Math.min(Math.max(0, Math.min(overlay.top, last) + step), last),
		}),
	};
}

/** Esc: closes what is on top; else changes the mode; a presenter who has the prompt gives it back to the demo. */
export function back(view: View): Step {
	const {screen} = view;
	const top = screen.overlays.at(-1);
	if (top?.kind === 'grid' && top.searching) {
		const {search: _, ...grid} = top;
		return {screen: changeTop(screen, {...grid, searching: false})};
	}
	if (top) return {screen: close(screen)};
	if (screen.completion) {
		const {completion: _, ...rest} = screen;
		return {screen: rest};
	}
	if (screen.mode === 'script') return say(screen, 'Space goes on, Tab browses the panes, q quits.', 'info');
	const behind = screen.script?.kind === 'demo' ? 'script' : screen.mode === 'edit' ? 'browse' : 'edit';
	if (screen.mode === 'edit') return {screen: {...screen, mode: behind}};
	const onMap =
		typeof screen.focus === 'number' &&
		screen.focus > 0 &&
		screen.shown !== undefined &&
		screen.shown !== screen.target;
	if (onMap) {
		const {shown: _, ...rest} = screen;
		return {screen: rest};
	}
	return {screen: {...screen, mode: behind}};
}

/** The text field of the overlay on top; undefined where it has none. */
export function fieldOf({overlays}: ScreenState): Field | undefined {
	const top = overlays.at(-1);
	if (top?.kind === 'palette' || top?.kind === 'ask') return top.field;
	return top?.kind === 'grid' && top.searching ? top.search : undefined;
}

/** The screen with another text in the field on top. */
export function withField(screen: ScreenState, field: Field): ScreenState {
	const top = screen.overlays.at(-1);
	if (top?.kind === 'palette') return changeTop(screen, {...top, field, index: 0});
	if (top?.kind === 'ask') {
		const {problem: _, ...rest} = top;
		return changeTop(screen, {...rest, field});
	}
	return top?.kind === 'grid' ? changeTop(screen, {...top, search: field}) : screen;
}

/** Enter in a field: takes what is typed. `perform` carries out the action that the palette chose. */
export function accept(view: View, perform: (view: View, name: string) => Step): Step {
	const {screen} = view;
	const top = screen.overlays.at(-1);
	if (contextOf(screen) === 'search') return searchOn(view, 1);
	if (top?.kind === 'palette') {
		const action = paletteActions(view, top.field.text)[top.index];
		if (!action) return {screen};
		const reason = unavailable(view, action);
		if (reason) return say(screen, reason);
		return perform({...view, screen: close(screen)}, action.name);
	}
	if (top?.kind === 'choose') {
		const effect: Effect =
			top.what === 'step'
				? {type: 'script', act: {type: 'jump', step: top.index}}
				: {type: 'choose', index: top.index};
		return {screen: close(screen), effects: [effect]};
	}
	return top?.kind === 'ask' ? completeField(view, top, parseLink) : {screen};
}

/** The answer to a question. */
export function answer(view: View, yes: boolean): Step {
	const {screen} = view;
	const top = screen.overlays.at(-1);
	const closed = close(screen);
	if (top?.kind !== 'confirm') return {screen: closed};
	if (!yes) return {screen: closed, effects: top.otherwise ?? []};
	const taken = top.takesPrompt ? typed(closed, {type: 'accept-line'}) : closed;
	return {screen: top.agrees ? {...taken, mayWrite: true} : taken, effects: top.effects};
}

/** Moves in a list of which one is chosen. */
export function moveChoice({screen}: View, by: -1 | 1): Step {
	const top = screen.overlays.at(-1);
	if (top?.kind !== 'choose') return {screen};
	const index = Math.min(Math.max(top.index + by, 0), top.items.length - 1);
	return {screen: changeTop(screen, {...top, index})};
}
