import {chmodSync, rmSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import type {PresenterNotes} from '../../ui/notes/presenter-notes.ts';
import {encodeNotes} from './protocol.ts';
import {newSocketPath, sweepSockets} from './sockets.ts';

/** A demo's end of its presenter's notes. */
export interface NotesServer {
	/** Resolves when `litescope notes` finds the demo: with a sentence where it cannot. Never rejects. */
	readonly opened: Promise<string | undefined>;
	/** Tells everyone who reads the notes. What is as it was is not told again. */
	tell(notes: PresenterNotes): void;
	/** The demo is over: readers are told by the end of the connection, and the socket is gone. */
	close(): Promise<void>;
}

/**
 * Serves a demo's notes on a socket in the runtime folder, for as many as read them: the last notes at once, then
 * each change as a line of JSON. Who reads slowly gets the last of what was told meanwhile. A demo is not to fail
 * for its notes: nothing here throws.
 */
export function serveNotes(): NotesServer {
	let last: string | undefined;
	let closed = false;
	const readers = new Set<{readonly socket: Socket; isBehind: boolean}>();
	const server = createServer(socket => {
		const reader = {socket, isBehind: false};
		readers.add(reader);
		socket.on('close', () => readers.delete(reader));
		// `close` follows every error.
		socket.on('error', () => {});
		socket.on('drain', () => {
			if (reader.isBehind) send(reader);
		});
		// Nothing is to be read; without this the reader's end would never be seen.
		socket.resume();
		send(reader);
	});
	const send = (reader: {readonly socket: Socket; isBehind: boolean}) => {
		if (last === undefined || !reader.socket.writable) return;
		reader.isBehind = reader.socket.writableNeedDrain;
		if (!reader.isBehind) reader.socket.write(last);
	};
	const open = async (): Promise<string | undefined> => {
		try {
			await sweepSockets();
			const path = newSocketPath();
			if (closed) return undefined;
			await new Promise<void>((resolve, reject) => {
				server.once('error', reject);
				server.listen(path, resolve);
			});
			chmodSync(path, 0o600);
			const remove = () => rmSync(path, {force: true});
			process.on('exit', remove);
			server.once('close', () => process.off('exit', remove));
			// What the system refuses a reader is the reader's trouble.
			server.on('error', () => {});
			return undefined;
		} catch (error) {
			return `The presenter’s notes cannot be shown in a second terminal: ${(error as Error).message}`;
		}
	};
	const opened = open();
	return {
		opened,
		tell(notes) {
			const line = encodeNotes(notes);
			if (line === last) return;
			last = line;
			for (const reader of readers) send(reader);
		},
		async close() {
			closed = true;
			await opened;
			// What was told lies with the system already: it is read before the end is seen.
			for (const {socket} of readers) socket.destroy();
			if (server.listening) await new Promise<void>(resolve => server.close(() => resolve()));
		},
	};
}
