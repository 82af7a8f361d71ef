import {type Key, keyId} from '../../terminal/key.ts';
import type {PresenterNotes} from './presenter-notes.ts';

/** What there is to show: nothing yet, a demo's notes, or that it has ended. Texts are untrusted. */
export type ShownNotes =
	| {readonly kind: 'waiting'}
	/** `others` are demos that run besides. */
	| {readonly kind: 'told'; readonly notes: PresenterNotes; readonly others: number}
	/** The demo speaks in a way that this litescope does not know. */
	| {readonly kind: 'unreadable'}
	| {readonly kind: 'ended'; readonly title: string; readonly others: number};

/** The presenter's screen at one moment. Plain data. */
export interface NotesScreen {
	readonly columns: number;
	readonly rows: number;
	/** The time, in milliseconds since the epoch. */
	readonly nowMs: number;
	readonly shown: ShownNotes;
	/** Lines of the notes that have been scrolled past. */
	readonly top: number;
}

/** What changes it. */
export type NotesEvent =
	| {readonly type: 'shown'; readonly shown: ShownNotes}
	| {readonly type: 'time'; readonly nowMs: number}
	| {readonly type: 'size'; readonly columns: number; readonly rows: number}
	/** Scrolls by lines, down where positive, to a line that must be one that there is. */
	| {readonly type: 'scroll'; readonly top: number};

/** The screen after an event. Another step begins at the top of its notes. */
export function reduceNotes(screen: NotesScreen, event: NotesEvent): NotesScreen {
	switch (event.type) {
		case 'shown':
			return {
				...screen,
				shown: event.shown,
				top: stepOf(event.shown) === stepOf(screen.shown) ? screen.top : 0,
			};
		case 'time':
			return {...screen, nowMs: event.nowMs};
		case 'size':
			return {...screen, columns: event.columns, rows: event.rows};
		case 'scroll':
			return {...screen, top: event.top};
	}
}

function stepOf(shown: ShownNotes): number | undefined {
	return shown.kind === 'told' ? shown.notes.at : undefined;
}

/** What a presenter's key does. */
export type NotesAct = 'quit' | 'up' | 'down' | 'page up' | 'page down' | 'other demo' | 'redraw';

const acts: Readonly<Record<string, NotesAct>> = {
	q: 'quit',
	Q: 'quit',
	'ctrl+c': 'quit',
	'ctrl+d': 'quit',
	up: 'up',
	k: 'up',
	down: 'down',
	j: 'down',
	pageup: 'page up',
	pagedown: 'page down',
	space: 'page down',
	tab: 'other demo',
	'ctrl+l': 'redraw',
};

/** What a key does; undefined where it does nothing. */
export function notesActOf(key: Key): NotesAct | undefined {
	return acts[keyId(key)];
}
