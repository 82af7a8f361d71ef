import {type Action, actions, type KeyContext} from './actions.ts';

/** Which chord does what, by context. */
export interface Keymap {
	/** The action of a chord: that of the context, else one of `always`; undefined where there is none. */
	find(context: KeyContext, chord: string): Action | undefined;
	/** Whether a chord begins a longer one in this context. */
	begins(context: KeyContext, chord: string): boolean;
	/** The chords of an action, in the order of preference. */
	chords(action: Action): readonly string[];
}

/** What is wrong with chords that a person has set: a sentence; undefined where nothing is. */
export function reboundProblem(rebound: Readonly<Record<string, readonly string[]>>): string | undefined {
	const unknown = Object.keys(rebound).find(name => !actions.some(action => action.name === name));
	return unknown === undefined
		? undefined
		: `The settings have keys for ${unknown}, and there is no action of that name: Ctrl+P lists them.`;
}

/** Makes a keymap from the table of actions; `rebound` has other chords for actions by name (a person's settings). */
export function createKeymap(rebound: Readonly<Record<string, readonly string[]>> = {}): Keymap {
	const chords = (action: Action) => rebound[action.name] ?? action.keys;
	const candidates = (context: KeyContext) => [
		...actions.filter(action => action.contexts.includes(context)),
		...actions.filter(action => action.contexts.includes('always')),
	];
	return {
		chords,
		find(context, chord) {
			return candidates(context).find(action => chords(action).includes(chord));
		},
		begins(context, chord) {
			return candidates(context).some(action => chords(action).some(keys => keys.startsWith(`${chord} `)));
		},
	};
}
