import type {ShownNotes} from '../../ui/notes/notes-screen.ts';
import type {PresenterNotes} from '../../ui/notes/presenter-notes.ts';
import {readNotes} from './read-notes.ts';
import {socketPaths, sweepSockets} from './sockets.ts';

/** How often it is looked which demos run, in milliseconds. */
const lookMs = 500;

/** Whoever follows the notes of the demos on this machine. */
export interface NotesFollower {
	/** Goes over to the next of several demos. */
	next(): void;
	close(): void;
}

interface Attached {
	readonly path: string;
	readonly stop: () => void;
	notes?: PresenterNotes;
}

/**
 * Follows the newest demo's notes until it ends, then waits for one that begins after that; without a demo, for the
 * first one. `shown` is told of every change.
 */
export function followNotes(shown: (notes: ShownNotes) => void): NotesFollower {
	let attached: Attached | undefined;
	let running: readonly string[] = [];
	/** Not gone over to by itself: they were there when the demo that was followed ended. */
	let passedOver: ReadonlySet<string> = new Set();
	/** Did not answer; tried again when none is left that may. */
	const unreachable = new Set<string>();
	/** The title of the demo that was followed last, once it has ended. */
	let title: string | undefined;
	let closed = false;

	const tell = () => {
		const others = running.filter(path => path !== attached?.path).length;
		if (attached?.notes) shown({kind: 'told', notes: attached.notes, others});
		else if (!attached) shown(title === undefined ? {kind: 'waiting'} : {kind: 'ended', title, others});
	};
	const attach = (path: string) => {
		attached?.stop();
		const one: Attached = {
			path,
			stop: readNotes(path, {
				told(notes) {
					if (!notes) return shown({kind: 'unreadable'});
					one.notes = notes;
					tell();
				},
				ended() {
					attached = undefined;
					title = one.notes?.title ?? title;
					if (one.notes) passedOver = new Set([...running, path]);
					else unreachable.add(path);
					running = running.filter(other => other !== path);
					tell();
				},
			}),
		};
		attached = one;
	};
	const look = async () => {
		const found = await findDemos();
		if (closed) return;
		const before = running.join();
		running = found;
		const fresh = running.find(path => !passedOver.has(path) && !unreachable.has(path));
		if (fresh === undefined) unreachable.clear();
		if (!attached && fresh !== undefined) attach(fresh);
		else if (running.join() !== before) tell();
		timer = setTimeout(look, lookMs);
	};
	let timer = setTimeout(look, 0);
	return {
		next() {
			const path = running[(running.indexOf(attached?.path ?? '') + 1) % running.length];
			if (path !== undefined && path !== attached?.path) attach(path);
		},
		close() {
			closed = true;
			clearTimeout(timer);
			attached?.stop();
		},
	};
}

/** The sockets of the demos that run; none where the folder for them cannot be had any more. */
async function findDemos(): Promise<readonly string[]> {
	try {
		await sweepSockets();
		return socketPaths();
	} catch {
		return [];
	}
}
