import {readSync} from 'node:fs';
import {LtxEncoder} from '../../../litefs/ltx-encode.ts';
import type {LtxHeader} from '../../../litefs/ltx-header.ts';
import type {Batch} from './messages.ts';
import type {Received} from './slot.ts';

/** Received and kept, about to be applied. */
export interface Staged {
	readonly first: bigint;
	readonly last: bigint;
	readonly postChecksum: bigint;
	readonly commit: number;
	/** Ascending; the first is page 1 as it was received. */
	readonly pages: readonly (readonly [page: number, bytes: Uint8Array])[];
}

/** What was found in a slot. */
export function stagedFrom({header, postChecksum, pages}: Received): Staged {
	const {minTxid, maxTxid, commit} = header;
	return {first: minTxid, last: maxTxid, postChecksum, commit, pages};
}

/** Makes the LTX files of a replica's slots, in memory that is used again for the next. */
export class Stage {
	#memory = Buffer.from(new ArrayBuffer(64 * 1024));

	/**
	 * Reads a batch out of the log. Page 1 is put in where the batch has none, so that the slot alone tells what
	 * the database must be. What is returned is overwritten by the next call.
	 */
	batch(batch: Batch, page1: Uint8Array): {readonly staged: Staged; readonly file: Uint8Array} {
		const {first, last, pageSize, commit, preChecksum, postChecksum, timestampMs} = batch;
		const {pages: numbers, fds, offsets} = batch.pages;
		const header = {pageSize, commit, minTxid: first, maxTxid: last, timestampMs, preChecksum};
		const bytes = Buffer.from(new ArrayBuffer(pageSize));
		const pages = function* (): Generator<readonly [number, Uint8Array]> {
			if (numbers[0] !== 1) yield [1, page1];
			for (let at = 0; at < numbers.length; at++) {
				if (readSync(fds[at]!, bytes, 0, pageSize, offsets[at]!) < pageSize) {
					throw new Error(`Page ${numbers[at]} of TXIDs ${first} to ${last} cannot be read from the log.`);
				}
				yield [numbers[at]!, bytes];
			}
		};
		return this.#make(header, numbers.length + 1, pages(), postChecksum);
	}

	/** What stands in a slot when a database came by snapshot: page 1 alone, leading from the position to itself. */
	snapshot(header: LtxHeader, page1: Uint8Array, postChecksum: bigint): Uint8Array {
		return this.#make(header, 1, [[1, page1]], postChecksum).file;
	}

	#make(
		header: LtxHeader,
		maxPages: number,
		content: Iterable<readonly [number, Uint8Array]>,
		postChecksum: bigint,
	): {readonly staged: Staged; readonly file: Uint8Array} {
		this.#reserve(maxPages * (4 + header.pageSize) + 1024);
		let length = 0;
		const encoder = new LtxEncoder(header, piece => {
			this.#memory.set(piece, length);
			length += piece.length;
		});
		const pages: (readonly [number, Uint8Array])[] = [];
		for (const [page, bytes] of content) {
			encoder.page(page, bytes);
			pages.push([page, this.#memory.subarray(length - header.pageSize, length)]);
		}
		encoder.end(postChecksum);
		const {minTxid: first, maxTxid: last, commit} = header;
		return {
			staged: {first, last, postChecksum, commit, pages},
			file: this.#memory.subarray(0, length),
		};
	}

	#reserve(bytes: number): void {
		if (this.#memory.length < bytes) this.#memory = Buffer.from(new ArrayBuffer(bytes * 2));
	}
}
