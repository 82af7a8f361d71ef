import {shownPanes} from '../panes/shown-panes.ts';
import type {ScreenState} from '../screen/state.ts';
import type {View} from '../view.ts';
import {type Step, say} from './step.ts';

/** The screen with another target, which is brought onto the screen where not all nodes fit. */
function withTarget(view: View, target: string): ScreenState {
	const {completion: _, ...screen} = view.screen;
	const isReplica = view.snapshot.nodes.some(({name, role}) => name === target && role === 'replica');
	const {shown: __, ...rest} = screen;
	const next: ScreenState = {...rest, target, ...(isReplica && {shown: target})};
	const pane = shownPanes({snapshot: view.snapshot, screen: next}).findIndex(
		candidate => candidate.kind === 'node' && candidate.node.name === target,
	);
	return pane < 0 ? next : {...next, focus: pane};
}

/** The next node becomes the target; after the last comes `all`. */
export function nextTarget(view: View): Step {
	const names = [...view.snapshot.nodes.map(({name}) => name), 'all'];
	if (names.length === 1) return {screen: view.screen};
	const at = names.indexOf(view.screen.target);
	return {screen: withTarget(view, names[(at + 1) % names.length]!)};
}

/** The node of a number becomes the target. */
export function targetNumber(view: View, number: number): Step {
	const node = view.snapshot.nodes[number - 1];
	if (!node) return say(view.screen, `There is no node ${number}: there are ${view.snapshot.nodes.length}.`);
	return {screen: withTarget(view, node.name)};
}
