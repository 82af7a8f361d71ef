import {Crc64} from './crc64.ts';
import {encodeHeader, LtxError, type LtxHeader, trailerBytes} from './ltx-header.ts';

/**
 * Makes an LTX file (v0.3.14, not compressed) piece by piece: the header at once, then pages in ascending order,
 * then the trailer. The pieces go to `write` in order and may be overwritten when it has returned.
 */
export class LtxEncoder {
	readonly #write: (bytes: Uint8Array) => void;
	readonly #crc = new Crc64();
	readonly #header: LtxHeader;
	readonly #number = new Uint8Array(4);
	#page = 0;

	constructor(header: LtxHeader, write: (bytes: Uint8Array) => void) {
		this.#header = header;
		this.#write = write;
		this.#put(encodeHeader(header));
	}

	/** The next page. Throws an LtxError where it is out of order, of another size, or behind the end. */
	page(page: number, bytes: Uint8Array): void {
		if (page <= this.#page || page > this.#header.commit) {
			throw new LtxError(`Page ${page} cannot follow page ${this.#page} of ${this.#header.commit}.`);
		}
		if (bytes.length !== this.#header.pageSize) {
			throw new LtxError(`Page ${page} has ${bytes.length} bytes, not ${this.#header.pageSize}.`);
		}
		this.#page = page;
		this.#putNumber(page);
		this.#put(bytes);
	}

	/** Ends the file. Takes the checksum of the database after it. */
	end(postChecksum: bigint): void {
		this.#putNumber(0);
		const trailer = new Uint8Array(trailerBytes);
		const view = new DataView(trailer.buffer);
		view.setBigUint64(0, postChecksum);
		this.#crc.update(trailer.subarray(0, 8));
		view.setBigUint64(8, this.#crc.digest() | (1n << 63n));
		this.#write(trailer);
	}

	#putNumber(page: number): void {
		this.#number[0] = page >>> 24;
		this.#number[1] = page >>> 16;
		this.#number[2] = page >>> 8;
		this.#number[3] = page;
		this.#put(this.#number);
	}

	#put(bytes: Uint8Array): void {
		this.#crc.update(bytes);
		this.#write(bytes);
	}
}

/** A whole LTX file in memory, of pages in ascending order. */
export function encodeLtx(
	header: LtxHeader,
	pages: Iterable<readonly [page: number, bytes: Uint8Array]>,
	postChecksum: bigint,
): Uint8Array {
	const parts: Uint8Array[] = [];
	const encoder = new LtxEncoder(header, bytes => parts.push(new Uint8Array(bytes)));
	for (const [page, bytes] of pages) encoder.page(page, bytes);
	encoder.end(postChecksum);
	const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		file.set(part, at);
		at += part.length;
	}
	return file;
}
