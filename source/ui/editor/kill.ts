import {change} from './change.ts';
import type {Motion} from './motion.ts';
import type {EditorState} from './state.ts';

/** Removes what a motion passes over and keeps it for yanking; kills after one another become one. */
export function kill(state: EditorState, motion: Motion): EditorState {
	const target = motion(state.text, state.cursor);
	const start = Math.min(target, state.cursor);
	const end = Math.max(target, state.cursor);
	if (start === end) {
		return state;
	}
	const killed = state.text.slice(start, end);
	const [latest = '', ...older] = state.kills;
	const merged = target < state.cursor ? killed + latest : latest + killed;
	const kills = state.last.kind === 'kill' ? [merged, ...older] : [killed, ...state.kills];
	return {
		...change(state, start, end, '', {kind: 'kill'}),
		kills: kills.slice(0, state.limits.kills),
	};
}

function putKill(state: EditorState, start: number, end: number, kill: number): EditorState {
	const text = state.kills[kill] ?? '';
	const changed = change(state, start, end, text);
	return changed.full ? changed : {...changed, last: {kind: 'yank', start, end: start + text.length, kill}};
}

/** Puts back what was killed last. */
export function yank(state: EditorState): EditorState {
	return state.kills.length === 0 ? state : putKill(state, state.cursor, state.cursor, 0);
}

/** Right after a yank: puts what was killed before that in its place. */
export function yankPop(state: EditorState): EditorState {
	const {last} = state;
	return last.kind === 'yank'
		? putKill(state, last.start, last.end, (last.kill + 1) % state.kills.length)
		: state;
}
