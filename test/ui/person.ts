import type {ClusterEvent} from '../../source/cluster/event.ts';
import {emptySnapshot} from '../../source/cluster/snapshot.ts';
import {createResults, type Results} from '../../source/results/results.ts';
import type {Key} from '../../source/terminal/key.ts';
import type {Line} from '../../source/terminal/style.ts';
import {type AppState, reduceApp} from '../../source/ui/app-state.ts';
import {frameOf} from '../../source/ui/frame-of.ts';
import {handleKey} from '../../source/ui/keys/handle-key.ts';
import {createKeymap} from '../../source/ui/keys/keymap.ts';
import type {Effect} from '../../source/ui/perform/step.ts';
import {initialScreen, type WriteRules} from '../../source/ui/screen/initial.ts';
import type {ScreenState} from '../../source/ui/screen/state.ts';
import type {View} from '../../source/ui/view.ts';
import {keyNamed} from './open-screen.ts';

/** Someone in front of the explorer, without a terminal: what they press, what comes of it, what they read. */
export interface Person {
	readonly results: Results;
	view(): View;
	screen(): ScreenState;
	/** Presses keys by their names, such as `ctrl+t`; any single character is typed. Gives what they want done. */
	press(...names: string[]): readonly Effect[];
	type(text: string): readonly Effect[];
	paste(text: string): readonly Effect[];
	/** Someone else changes the screen, such as a demo that types. */
	changes(how: (screen: ScreenState) => ScreenState): void;
	happens(...events: readonly (readonly ClusterEvent[])[]): void;
	/** The whole screen as text. */
	reads(): string;
	/** The word to the person that stands over the footer. */
	isTold(): string;
	/** The last line. */
	footer(): string;
}

/** The keys as they are without settings. */
export const keymap = createKeymap();

/** Puts someone in front of a screen of a size, after some events. */
export function person(
	events: readonly ClusterEvent[],
	{columns = 80, rows = 24, ...rules}: {readonly columns?: number; readonly rows?: number} & WriteRules = {},
): Person {
	const results = createResults();
	let state: AppState = {
		snapshot: emptySnapshot,
		screen: {...initialScreen(columns, rows, rules), nowMs: 10_000},
	};
	const take = (more: readonly ClusterEvent[]) => {
		state = more.reduce((before, event) => reduceApp(before, {type: 'cluster', event}), state);
	};
	const view = (): View => ({...state, results});
	const does = (key: Key): readonly Effect[] => {
		const {screen, effects = []} = handleKey(view(), key, keymap);
		state = reduceApp(state, {type: 'screen', change: () => screen});
		return effects;
	};
	const lines = () => frameOf(view(), keymap).lines.map(textOf);
	take(events);
	return {
		results,
		view,
		screen: () => state.screen,
		press: (...names) => names.flatMap(name => does(keyNamed(name))),
		type: text => does({kind: 'text', text}),
		paste: text => does({kind: 'paste', text, truncated: false}),
		changes(how) {
			state = reduceApp(state, {type: 'screen', change: how});
		},
		happens: (...more) => take(more.flat()),
		reads: () => lines().join('\n'),
		isTold: () => state.screen.message?.text ?? '',
		footer: () => lines().at(-1)!.trim(),
	};
}

function textOf(line: Line): string {
	return line.map(({text}) => text).join('');
}
