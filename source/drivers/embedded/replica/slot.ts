import {closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {decodeLtx, type LtxSummary} from '../../../litefs/ltx-decode.ts';
import {LtxError} from '../../../litefs/ltx-header.ts';

/** What a replica has received last, and is applying or has applied: an LTX file that always has page 1. */
export interface Received extends LtxSummary {
	readonly pages: readonly (readonly [page: number, bytes: Uint8Array])[];
}

const names = ['received-0.ltx', 'received-1.ltx'] as const;

/**
 * Where a replica keeps what it received before it applies it, so that an apply that was broken off can be done
 * again. Two files take turns: while one is being written the other still tells what is in the database.
 */
export class Slots {
	readonly #fds: readonly number[];
	/** Newest first. */
	readonly received: readonly Received[];
	#next: number;

	/** Opens the slots of a replica's folder and reads what is whole in them. */
	constructor(folder: string) {
		const paths = names.map(name => join(folder, name));
		this.#fds = paths.map(path => openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
		const found = this.#fds
			.map((fd, slot) => ({slot, received: readSlot(fd)}))
			.filter((entry): entry is {slot: number; received: Received} => entry.received !== undefined)
			.sort((a, b) => Number(b.received.header.maxTxid - a.received.header.maxTxid));
		this.received = found.map(({received}) => received);
		this.#next = found[0]?.slot === 0 ? 1 : 0;
	}

	/** Keeps an LTX file. `alone` forgets the one before: the database does not come from that any more. */
	write(file: Uint8Array, alone: boolean): void {
		const fd = this.#fds[this.#next]!;
		for (let done = 0; done < file.length; ) done += writeSync(fd, file, done, file.length - done, done);
		this.#next = 1 - this.#next;
		if (alone) ftruncateSync(this.#fds[this.#next]!, 0);
	}

	close(): void {
		for (const fd of this.#fds) closeSync(fd);
	}
}

function readSlot(fd: number): Received | undefined {
	try {
		const received = decodeLtx(readFileSync(fd));
		return received.pages[0]?.[0] === 1 ? received : undefined;
	} catch (error) {
		if (error instanceof LtxError) return undefined;
		throw error;
	}
}
