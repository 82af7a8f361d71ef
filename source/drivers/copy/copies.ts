import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {copiesFolder} from '../../home/copies.ts';
import type {Position} from '../../litefs/position.ts';
import {beginCopyFile} from './copy-file.ts';

/** A file of our own with what a node's database was at a position. It is never written. */
export interface Copy {
	readonly path: string;
	readonly position: Position;
}

/** Where copies of a node's database come from. */
export interface CopiesContext {
	readonly node: string;
	/** Where the node is now. Rejects where that cannot be found out. */
	readonly position: () => Promise<Position | undefined>;
	/** Where it was in the last moments, as far as it told. */
	readonly recent: () => readonly Position[];
	/** A copy has been made. */
	readonly made: () => void;
	/** Gives the bytes of the database, in their order; each is taken when its promise is resolved. Rejects with a sentence, or InterruptedError. */
	readonly download: (take: (chunk: Uint8Array) => Promise<void>) => Promise<void>;
}

/** The copies of one node's database, of which the last is kept. */
export interface Copies {
	/**
	 * A copy of where the node is now: the last, or a new one of at most so many bytes where the node has moved. Rejects
	 * with a sentence.
	 */
	current(mostBytes: number): Promise<Copy>;
	/** Removes what there is. Who has a copy open can read it to the end. */
	close(): void;
}

/** That a download was broken off, and may be tried by another way. */
export class InterruptedError extends Error {
	override readonly name = 'InterruptedError';
}

/** How often one copy is tried: while it is made the database may move on, faster than is told. */
const tries = 4;

/**
 * Makes the copies of a node. A copy's position is the one whose checksum its bytes have, so that none is called something
 * that it is not, and one that was cut off is never taken for whole.
 */
export function createCopies(context: CopiesContext): Copies {
	let folder: string | undefined;
	let last: Copy | undefined;
	let making: Promise<unknown> = Promise.resolve();
	let count = 0;
	let closed = false;

	const attempt = async (mostBytes: number): Promise<Copy | undefined> => {
		folder ??= copiesFolder();
		count += 1;
		const path = join(folder, `${count}.db`);
		const file = await beginCopyFile(path, mostBytes);
		try {
			const before = await context.position();
			await context.download(file.take);
			const checksum = await file.finish();
			const after = await context.position();
			const position = [before, after, ...context.recent()].find(one => one?.checksum === checksum);
			if (position && !closed) return {path, position};
		} catch (error) {
			remove(path);
			if (error instanceof InterruptedError) return undefined;
			throw error;
		} finally {
			await file.close();
		}
		remove(path);
		return undefined;
	};

	const make = async (mostBytes: number): Promise<Copy> => {
		const now = await context.position();
		if (last && now && isSame(last.position, now)) return last;
		for (let tried = 0; tried < tries && !closed; tried++) {
			const copy = await attempt(mostBytes);
			if (!copy) continue;
			if (last) remove(last.path);
			last = copy;
			context.made();
			return copy;
		}
		if (closed) throw new Error('The node was lost meanwhile.');
		throw new Error(
			`What came of the database of ${context.node} is nothing that it was at any position: it changes too fast to be copied, or was cut off.`,
		);
	};

	return {
		current(mostBytes) {
			const made = making.then(() => make(mostBytes));
			making = made.catch(() => undefined);
			return made;
		},
		close() {
			closed = true;
			if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
		},
	};
}

function isSame(a: Position, b: Position): boolean {
	return a.txid === b.txid && a.checksum === b.checksum;
}

/** A copy with what SQLite has made beside it. */
function remove(path: string): void {
	for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, {force: true});
}
