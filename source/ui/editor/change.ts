import {boundaryAt} from '../../terminal/graphemes.ts';
import type {EditorState, LastAction, Moment} from './state.ts';

const other: LastAction = {kind: 'other'};

/** Texts that undoing keeps are at most this many times as long as a text may be. */
const undoTexts = 4;

/** The cursor somewhere else; nothing is changed. */
export function moveTo(state: EditorState, cursor: number): EditorState {
	return {...state, cursor: boundaryAt(state.text, cursor), column: undefined, last: other};
}

export function momentOf(state: EditorState): Moment {
	return {text: state.text, cursor: state.cursor, walk: state.walk};
}

/** Remembers what `moment` was, within the limits. */
export function remember(state: EditorState, moment: Moment): readonly Moment[] {
	const undo = [...state.undo, moment].slice(-state.limits.undoSteps);
	let units = 0;
	let kept = 0;
	for (const {text} of undo.toReversed()) {
		units += text.length;
		if (kept > 0 && units > undoTexts * state.limits.textBytes) {
			break;
		}
		kept += 1;
	}
	return undo.slice(undo.length - kept);
}

function isTooLong(state: EditorState, text: string): boolean {
	const {textBytes} = state.limits;
	return text.length * 3 > textBytes && Buffer.byteLength(text) > textBytes;
}

/** Typing and erasing go into one step of undo with what was typed or erased before, a word at a time. */
function continues(state: EditorState, start: number, text: string, last: LastAction): boolean {
	if (last.kind !== state.last.kind || state.undo.length === 0) {
		return false;
	}
	const beginsWord = /^\S/.test(text) && /\s/.test(state.text[start - 1] ?? '');
	const isSeveralWords = text.length > 1 && /\s/.test(text);
	return last.kind === 'erase' || (last.kind === 'insert' && !beginsWord && !isSeveralWords);
}

/**
 * Puts `text` in place of a range, the cursor behind it. A change that makes the text longer than the limit is
 * refused whole: half of a statement must not run.
 */
export function change(
	state: EditorState,
	start: number,
	end: number,
	text: string,
	last: LastAction = other,
): EditorState {
	const inserted = text.replaceAll(/\r\n?/g, '\n');
	if (start === end && inserted === '') {
		return {...state, last};
	}
	const changed = state.text.slice(0, start) + inserted + state.text.slice(end);
	if (changed.length > state.text.length && isTooLong(state, changed)) {
		return {...state, full: true, last: other};
	}
	return {
		...state,
		text: changed,
		cursor: boundaryAt(changed, start + inserted.length),
		column: undefined,
		undo: continues(state, start, inserted, last) ? state.undo : remember(state, momentOf(state)),
		last,
	};
}

/** Goes back by one step. */
export function undo(state: EditorState): EditorState {
	const moment = state.undo.at(-1);
	return moment === undefined
		? {...state, last: other}
		: {...state, ...moment, undo: state.undo.slice(0, -1), column: undefined, last: other};
}
