import type {ClusterEvent} from '../cluster/event.ts';
import {reduce} from '../cluster/reduce.ts';
import {primaryOf} from '../cluster/selectors.ts';
import {type ClusterSnapshot, emptySnapshot} from '../cluster/snapshot.ts';
import {shownPanes} from './panes/shown-panes.ts';
import type {ScreenState} from './screen/state.ts';

/** The two states that everything on the screen is made from. */
export interface AppState {
	readonly snapshot: ClusterSnapshot;
	readonly screen: ScreenState;
}

/** What changes them: something happened in the cluster, or a person did something. */
export type AppEvent =
	| {readonly type: 'cluster'; readonly event: ClusterEvent}
	/** Another cluster comes in the place of the one that was shown. */
	| {readonly type: 'another-cluster'}
	| {readonly type: 'screen'; readonly change: (screen: ScreenState) => ScreenState};

/** The state after an event. */
export function reduceApp(state: AppState, event: AppEvent): AppState {
	if (event.type === 'screen') {
		const screen = event.change(state.screen);
		return screen === state.screen ? state : settle({...state, screen});
	}
	if (event.type === 'another-cluster') {
		const {shown: _, ...screen} = state.screen;
		// Keys of entries are never used again, also not for those of another cluster.
		const snapshot = {...emptySnapshot, nextKey: state.snapshot.nextKey};
		return settle({snapshot, screen: {...screen, panels: {}}});
	}
	return settle({...state, snapshot: reduce(state.snapshot, event.event)});
}

/** The screen never points at what is not there: the target is a node, the focus a panel. */
function settle({snapshot, screen}: AppState): AppState {
	// Until the cluster is there the target is a default, and the primary may be told of last.
	const isChosen = snapshot.phase !== 'connecting';
	const isThere =
		isChosen && (screen.target === 'all' || snapshot.nodes.some(({name}) => name === screen.target));
	const target = isThere ? screen.target : (primaryOf(snapshot)?.name ?? snapshot.nodes[0]?.name ?? '');
	const panes = shownPanes({snapshot, screen}).length;
	const focus =
		typeof screen.focus === 'number' ? Math.max(0, Math.min(screen.focus, panes - 1)) : screen.focus;
	if (target === screen.target && focus === screen.focus) return {snapshot, screen};
	return {snapshot, screen: {...screen, target, focus}};
}
