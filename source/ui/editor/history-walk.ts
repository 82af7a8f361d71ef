import {momentOf, remember} from './change.ts';
import type {EditorState, Moment, Walk} from './state.ts';

/** Keeps the text that is left behind, where it is not what the history has there anyway. */
export function leave(moment: Moment, entries: readonly string[]): ReadonlyMap<number, string> {
	const {position, drafts} = moment.walk;
	const kept = new Map(drafts);
	if (moment.text === (entries[position] ?? '')) {
		kept.delete(position);
	} else {
		kept.set(position, moment.text);
	}
	return kept;
}

/** Shows the entry before (-1) or after (1) the present one; after the last comes what was being typed. */
export function walkBy(state: EditorState, steps: 1 | -1): EditorState {
	const position = state.walk.position + steps;
	if (position < 0 || position > state.entries.length) {
		return state;
	}
	const drafts = leave(momentOf(state), state.entries);
	const text = drafts.get(position) ?? state.entries[position] ?? '';
	return {
		...state,
		text,
		cursor: text.length,
		column: undefined,
		undo: remember(state, momentOf(state)),
		walk: {position, drafts},
		last: {kind: 'other'},
	};
}

function isKept(state: EditorState, text: string): boolean {
	return text.trim() !== '' && !text.startsWith(' ') && text !== state.entries.at(-1);
}

/** Empties the prompt and appends its text to the history, unless it is there already or begins with a space. */
export function acceptLine(state: EditorState): EditorState {
	const appended = isKept(state, state.text) ? [...state.entries, state.text] : state.entries;
	const entries = appended.slice(-state.limits.history);
	return {
		...state,
		text: '',
		cursor: 0,
		column: undefined,
		undo: [],
		entries,
		walk: {position: entries.length, drafts: new Map()},
		last: {kind: 'other'},
	};
}

function shifted(walk: Walk, by: number): Walk {
	return {
		position: Math.max(0, walk.position + by),
		drafts: new Map([...walk.drafts].map(([position, text]) => [position + by, text])),
	};
}

/** Another history, counted from its end: what was being typed or changed stays where it was. */
export function setHistory(state: EditorState, history: readonly string[]): EditorState {
	const entries = history.slice(-state.limits.history);
	const by = entries.length - state.entries.length;
	return {
		...state,
		entries,
		walk: shifted(state.walk, by),
		undo: state.undo.map(moment => ({...moment, walk: shifted(moment.walk, by)})),
	};
}
