import {graphemes} from '../../terminal/graphemes.ts';
import {edit} from '../../ui/editor/edit.ts';
import type {ScreenState} from '../../ui/screen/state.ts';
import type {Pace} from './pace.ts';

/** Types statements into the prompt, visibly. */
export interface Typist {
	/** Types a statement at the prompt of a node, and presses Enter; what Enter does is `entered`. */
	type(node: string, sql: string, entered: () => void): void;
	isTyping(): boolean;
	/** Stops where it is, or goes on there. */
	hold(isHeld: boolean): void;
	/** Types no further, and takes away what was typed. */
	stop(): void;
}

/** Makes a typist. What the prompt had before is not kept. */
export function createTypist(
	change: (how: (screen: ScreenState) => ScreenState) => void,
	{keyMs, statementMs, restMs}: Pace,
): Typist {
	let job: {readonly node: string; readonly characters: readonly string[]; entered: () => void} | undefined;
	let typed = 0;
	let isHeld = false;
	let timer: NodeJS.Timeout | undefined;

	const later = (delayMs: number) => {
		clearTimeout(timer);
		timer = undefined;
		if (!job || isHeld) return;
		if (delayMs > 0) timer = setTimeout(next, delayMs);
		else next();
	};
	const next = () => {
		if (!job) return;
		const {node, characters, entered} = job;
		if (typed === characters.length) {
			job = undefined;
			change(screen => ({...screen, editor: edit(screen.editor, {type: 'accept-line'})}));
			entered();
			return;
		}
		const atOnce = keyMs === 0 ? characters.length : Math.ceil((characters.length * keyMs) / statementMs);
		typed = Math.min(typed + atOnce, characters.length);
		// The whole text each time, whatever was done at the prompt meanwhile.
		const text = characters.slice(0, typed).join('');
		change(screen => ({...atPromptOf(screen, node), editor: edit(screen.editor, {type: 'set-text', text})}));
		later(typed === characters.length ? restMs : keyMs);
	};
	return {
		type(node, sql, entered) {
			job = {node, characters: [...graphemes(sql.trim())], entered};
			typed = 0;
			later(keyMs);
		},
		isTyping: () => job !== undefined,
		hold(held) {
			if (held === isHeld) return;
			isHeld = held;
			later(keyMs);
		},
		stop() {
			clearTimeout(timer);
			if (!job) return;
			job = undefined;
			change(screen => ({...screen, editor: edit(screen.editor, {type: 'clear'})}));
		},
	};
}

/** The screen with a node as the target, whose pane follows what comes: one wants to see what is run. */
function atPromptOf(screen: ScreenState, node: string): ScreenState {
	const {completion: _, message: __, ...rest} = screen;
	const {[`node ${node}`]: panel, ...panels} = screen.panels;
	if (!panel) return {...rest, target: node};
	const {bottom: ___, ...following} = panel;
	return {...rest, target: node, panels: {...panels, [`node ${node}`]: following}};
}
