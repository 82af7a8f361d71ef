import {nextBoundary, previousBoundary} from '../../terminal/graphemes.ts';
import type {EditorAction, EditorCommand} from './action.ts';
import {columnAt, indexAt} from './cells.ts';
import {change, moveTo, undo} from './change.ts';
import {acceptLine, setHistory, walkBy} from './history-walk.ts';
import {kill, yank, yankPop} from './kill.ts';
import {
	backwardSpacedWord,
	backwardWord,
	forwardWord,
	lineEnd,
	lineEndOrNewline,
	lineStart,
	lineStartOrNewline,
	type Motion,
} from './motion.ts';
import {capitalize, rewriteWord, transposeCharacters} from './rewrite.ts';
import {abortSearch, acceptSearch, extendQuery, reverseSearch, shortenQuery} from './search.ts';
import type {EditorState, Search} from './state.ts';

const move = (motion: Motion) => (state: EditorState) => moveTo(state, motion(state.text, state.cursor));

/** Removes without keeping for yanking. */
const erase = (motion: Motion) => (state: EditorState) => {
	const target = motion(state.text, state.cursor);
	const start = Math.min(target, state.cursor);
	return change(state, start, Math.max(target, state.cursor), '', {kind: 'erase'});
};

/** Up and down by a line, and on the outer lines through the history. */
const moveByLine = (steps: 1 | -1) => (state: EditorState) => {
	const {text, cursor} = state;
	const start = lineStart(text, cursor);
	const end = lineEnd(text, cursor);
	if (steps === -1 ? start === 0 : end === text.length) {
		return walkBy(state, steps);
	}
	const column = state.column ?? columnAt(text.slice(start, end), cursor - start);
	const targetStart = steps === -1 ? lineStart(text, start - 1) : end + 1;
	const target = text.slice(targetStart, lineEnd(text, targetStart));
	return {...moveTo(state, targetStart + indexAt(target, column)), column};
};

const commands: Readonly<Record<EditorCommand, (state: EditorState) => EditorState>> = {
	newline: state => change(state, state.cursor, state.cursor, '\n'),
	'backward-char': move(previousBoundary),
	'forward-char': move(nextBoundary),
	'backward-word': move(backwardWord),
	'forward-word': move(forwardWord),
	'beginning-of-line': move(lineStart),
	'end-of-line': move(lineEnd),
	'beginning-of-buffer': move(() => 0),
	'end-of-buffer': move(text => text.length),
	'previous-line': moveByLine(-1),
	'next-line': moveByLine(1),
	'previous-history': state => walkBy(state, -1),
	'next-history': state => walkBy(state, 1),
	'delete-char': erase(nextBoundary),
	'backward-delete-char': erase(previousBoundary),
	'kill-line': state => kill(state, lineEndOrNewline),
	'unix-line-discard': state => kill(state, lineStartOrNewline),
	'unix-word-rubout': state => kill(state, backwardSpacedWord),
	'kill-word': state => kill(state, forwardWord),
	'backward-kill-word': state => kill(state, backwardWord),
	yank,
	'yank-pop': yankPop,
	'transpose-chars': transposeCharacters,
	'upcase-word': state => rewriteWord(state, word => word.toUpperCase()),
	'downcase-word': state => rewriteWord(state, word => word.toLowerCase()),
	'capitalize-word': state => rewriteWord(state, capitalize),
	undo,
	'reverse-search-history': reverseSearch,
	'accept-search': state => state,
	abort: state => state,
	'accept-line': acceptLine,
	clear: state => ({
		...change(state, 0, state.text.length, ''),
		walk: {position: state.entries.length, drafts: new Map()},
	}),
};

function editText(state: EditorState, action: EditorAction): EditorState {
	switch (action.type) {
		case 'insert':
			return change(state, state.cursor, state.cursor, action.text, {kind: 'insert'});
		case 'replace':
			return change(state, action.start, action.end, action.text);
		case 'set-text':
			return change(state, 0, state.text.length, action.text);
		case 'set-history':
			return setHistory(state, action.entries);
		default:
			return commands[action.type](state);
	}
}

/** What an action does to a search; undefined for those that end it first. */
function editSearch(state: EditorState, search: Search, action: EditorAction): EditorState | undefined {
	switch (action.type) {
		case 'insert':
			return extendQuery(state, search, action.text);
		case 'backward-delete-char':
			return shortenQuery(state, search);
		case 'reverse-search-history':
			return reverseSearch(state);
		case 'abort':
			return abortSearch(state, search);
		default:
			return undefined;
	}
}

/** The prompt after an action. Pure: the same state and action always give the same. */
export function edit(before: EditorState, action: EditorAction): EditorState {
	const state = before.full ? {...before, full: false} : before;
	if (state.search === undefined) {
		return editText(state, action);
	}
	return editSearch(state, state.search, action) ?? editText(acceptSearch(state, state.search), action);
}
