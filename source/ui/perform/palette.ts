import {paletteActions} from '../overlays/palette-list.ts';
import type {View} from '../view.ts';
import {changeTop, type Step} from './step.ts';

/** Moves the choice in the palette. */
export function movePalette(view: View, by: -1 | 1): Step {
	const {screen} = view;
	const top = screen.overlays.at(-1);
	if (top?.kind !== 'palette') return {screen};
	const last = paletteActions(view, top.field.text).length - 1;
	return {screen: changeTop(screen, {...top, index: Math.max(0, Math.min(last, top.index + by))})};
}
