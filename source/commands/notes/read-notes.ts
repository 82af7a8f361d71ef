import {createConnection} from 'node:net';
import type {PresenterNotes} from '../../ui/notes/presenter-notes.ts';
import {createLineReader, parseNotes} from './protocol.ts';

/** What comes over a demo's socket. */
export interface NotesReader {
	/** Each time the demo tells its notes; undefined where what it tells is not understood. */
	told(notes: PresenterNotes | undefined): void;
	/** The demo has ended, or was not there. Called once, unless the reading is stopped before. */
	ended(): void;
}

/** Reads the notes at a socket. Returns what stops it. */
export function readNotes(path: string, reader: NotesReader): () => void {
	const readLines = createLineReader();
	const connection = createConnection(path).setEncoding('utf8');
	connection.on('data', (text: string) => {
		try {
			for (const line of readLines(text)) reader.told(parseNotes(line));
		} catch {
			connection.destroy();
		}
	});
	// `close` follows every error.
	connection.on('error', () => {});
	connection.on('close', reader.ended);
	return () => {
		connection.off('close', reader.ended);
		connection.destroy();
	};
}
