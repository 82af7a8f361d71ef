import {nextBoundary, previousBoundary} from '../../terminal/graphemes.ts';
import type {Field} from '../screen/overlay.ts';

/** A field of one line after typed text, or after a key. */
export function editField(field: Field, text: string | undefined, id: string | undefined): Field {
	const {text: before, cursor, suggested} = field;
	if (text !== undefined) {
		const line = text.split('\n', 1)[0]!;
		if (suggested) return {text: line, cursor: line.length};
		return {text: before.slice(0, cursor) + line + before.slice(cursor), cursor: cursor + line.length};
	}
	switch (id) {
		case 'backspace': {
			if (suggested) return {text: '', cursor: 0};
			const start = previousBoundary(before, cursor);
			return {text: before.slice(0, start) + before.slice(cursor), cursor: start};
		}
		case 'delete':
			return {text: before.slice(0, cursor) + before.slice(nextBoundary(before, cursor)), cursor};
		case 'left':
			return {text: before, cursor: previousBoundary(before, cursor)};
		case 'right':
			return {text: before, cursor: nextBoundary(before, cursor)};
		case 'home':
		case 'ctrl+a':
			return {text: before, cursor: 0};
		case 'end':
		case 'ctrl+e':
			return {text: before, cursor: before.length};
		case 'ctrl+u':
			return {text: before.slice(cursor), cursor: 0};
		default:
			return field;
	}
}
