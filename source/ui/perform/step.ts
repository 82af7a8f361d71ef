import type {ClusterCommand} from '../../cluster/command.ts';
import type {ScriptAct} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import type {View} from '../view.ts';

/** What an action wants done outside the two states. Plain data; the explorer carries it out. */
export type Effect =
	| {readonly type: 'send'; readonly command: ClusterCommand}
	/** Runs what was typed on a node, or on every node for `all`. `text` is whole input, dot commands and all. */
	| {readonly type: 'run'; readonly text: string; readonly target: string}
	/** Forwards a statement from a replica to the primary. */
	| {readonly type: 'forward'; readonly sql: string; readonly node: string}
	/** One of the clusters that there are, by its place in the list. */
	| {readonly type: 'choose'; readonly index: number}
	| {readonly type: 'copy'; readonly text: string; readonly what: string}
	| {readonly type: 'export'; readonly statement: string; readonly path: string}
	| {readonly type: 'external-editor'}
	| {readonly type: 'shell'; readonly node: string}
	| {readonly type: 'log'; readonly node: string}
	| {readonly type: 'remember'; readonly text: string}
	/** Something for whoever plays the script. */
	| {readonly type: 'script'; readonly act: ScriptAct}
	| {readonly type: 'redraw'}
	| {readonly type: 'quit'};

/** What comes of an action: the screen after it, and effects. */
export interface Step {
	readonly screen: ScreenState;
	readonly effects?: readonly Effect[];
}

/** Carries out an action. Pure. */
export type Perform = (view: View) => Step;

/** The screen as it is, with something to say. */
export function say(
	screen: ScreenState,
	text: string,
	level: 'info' | 'warning' | 'error' = 'warning',
): Step {
	return {screen: {...screen, message: {level, text}}};
}

/** The screen with the command that does by hand what is being done, where there is one. */
export function sameByHand(screen: ScreenState, command: string | undefined): ScreenState {
	return command === undefined
		? screen
		: {...screen, message: {level: 'info', text: `The same by hand: ${command}`}};
}

/** The screen with an overlay on top. */
export function open(screen: ScreenState, overlay: ScreenState['overlays'][number]): ScreenState {
	return {...screen, overlays: [...screen.overlays, overlay]};
}

/** The screen without its top overlay. */
export function close(screen: ScreenState): ScreenState {
	return {...screen, overlays: screen.overlays.slice(0, -1)};
}

/** The screen with its top overlay changed. */
export function changeTop(screen: ScreenState, overlay: ScreenState['overlays'][number]): ScreenState {
	return {...screen, overlays: screen.overlays.with(-1, overlay)};
}
