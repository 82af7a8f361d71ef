import type {PresenterNotes} from '../../source/ui/notes/presenter-notes.ts';

/** A demo's notes in the middle of it, two minutes and five seconds after it began at noon. */
export const notes: PresenterNotes = {
	title: 'SQLite, replicated',
	steps: [
		{id: 'tables', title: 'Two nodes, one database', mark: 'passed'},
		{id: 'create', title: 'A table is made, and arrives', mark: 'open'},
		{id: 'insert', title: 'A row goes the same way', mark: 'open'},
	],
	at: 1,
	predict: 'Where will the table be?',
	standing: 'waiting',
	next: 'CREATE TABLE users (id INTEGER) on primary',
	isAuto: false,
	notes:
		'The number behind the replica’s name is **how long it took**.\n\n- say who writes\n- say where it arrives',
	beganAtMs: Date.UTC(2025, 0, 1, 12),
};

/** The time at that moment. */
export const nowMs = notes.beganAtMs + 125_000;
