import {boundaryAt, previousBoundary} from '../../terminal/graphemes.ts';
import {momentOf, remember} from './change.ts';
import {leave} from './history-walk.ts';
import type {EditorState, Search} from './state.ts';

/** Upper case in the query counts; a query in lower case finds both. */
function pattern(query: string): RegExp {
	const literal = query.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
	return new RegExp(literal, query === query.toLowerCase() ? 'iu' : 'u');
}

/** The newest entry at or before `from` that has the query and is not `except`. */
function find(entries: readonly string[], query: string, from: number, except?: string): Search['match'] {
	const regex = pattern(query);
	for (let entry = Math.min(from, entries.length - 1); entry >= 0; entry -= 1) {
		const text = entries[entry] ?? '';
		const found = text === except ? null : regex.exec(text);
		if (found !== null) {
			return {entry, start: found.index, end: found.index + found[0].length};
		}
	}
	return undefined;
}

/** Searches from an entry on; where nothing is found what was found before stays. */
function look(state: EditorState, search: Search, from: number, except?: string): EditorState {
	const {query, origin} = search;
	if (query === '') {
		const {match: _, ...rest} = search;
		return {...state, ...origin, search: {...rest, failed: false}};
	}
	const match = find(state.entries, query, from, except);
	if (match === undefined) {
		return {...state, search: {...search, failed: true}};
	}
	const text = state.entries[match.entry] ?? '';
	return {
		...state,
		text,
		cursor: boundaryAt(text, match.start),
		column: undefined,
		search: {query, match, failed: false, origin},
		lastQuery: query,
	};
}

/** Begins a search; within one, goes on to the next older entry, or searches again for the last query. */
export function reverseSearch(state: EditorState): EditorState {
	const {search} = state;
	if (search === undefined) {
		return {...state, search: {query: '', failed: false, origin: momentOf(state)}, last: {kind: 'other'}};
	}
	if (search.query === '') {
		return look(state, {...search, query: state.lastQuery}, state.entries.length);
	}
	return search.match === undefined
		? state
		: look(state, search, search.match.entry - 1, state.entries[search.match.entry]);
}

/** Adds to the query: the entry that was found stays where it still has it. */
export function extendQuery(state: EditorState, search: Search, text: string): EditorState {
	return look(state, {...search, query: search.query + text}, search.match?.entry ?? state.entries.length);
}

/** Takes the last character from the query, and searches from the newest entry. */
export function shortenQuery(state: EditorState, search: Search): EditorState {
	const query = search.query.slice(0, previousBoundary(search.query, search.query.length));
	return look(state, {...search, query}, state.entries.length);
}

/** Ends the search with what was found in the prompt; what was there before can be undone and walked back to. */
export function acceptSearch(state: EditorState, search: Search): EditorState {
	const accepted = {...state, search: undefined};
	if (search.match === undefined) {
		return accepted;
	}
	return {
		...accepted,
		undo: remember(state, search.origin),
		walk: {position: search.match.entry, drafts: leave(search.origin, state.entries)},
	};
}

/** Ends the search and goes back to what was there before it. */
export function abortSearch(state: EditorState, search: Search): EditorState {
	return {...state, ...search.origin, search: undefined, column: undefined};
}
