import {readSync} from 'node:fs';

/**
 * What the header of a wal-index (`-shm`) says: https://sqlite.org/walformat.html, 2.1. Frames up to `maxFrame` are
 * committed; the WAL may hold more that never will be.
 */
export interface WalIndex {
	/** Goes up by one with each commit; begins at 0 again when a connection recovers the wal-index. */
	readonly change: number;
	readonly maxFrame: number;
	/** The running checksum at `maxFrame`. */
	readonly checksum1: number;
	readonly checksum2: number;
	/** The salts of the WAL, as its own header has them. */
	readonly salt1: number;
	readonly salt2: number;
	/** Frames that a checkpoint has copied to the database. */
	readonly backfilled: number;
}

const headerBytes = 48;
const readBytes = 2 * headerBytes + 4;

/**
 * Reads the header through a descriptor that is kept open: 1.3 µs. The two copies in it are compared, and a read
 * that met a writer between them is made again; undefined where there is nothing valid after some tries.
 */
export class WalIndexReader {
	readonly #fd: number;
	readonly #bytes = Buffer.alloc(readBytes);
	readonly #words = new Uint32Array(this.#bytes.buffer, this.#bytes.byteOffset, readBytes / 4);

	constructor(fd: number) {
		this.#fd = fd;
	}

	read(): WalIndex | undefined {
		for (let attempt = 0; attempt < 20; attempt++) {
			if (readSync(this.#fd, this.#bytes, 0, readBytes, 0) === readBytes && this.#valid()) {
				return this.#decode();
			}
		}
		return undefined;
	}

	#valid(): boolean {
		const first = this.#bytes.subarray(0, headerBytes);
		if (!first.equals(this.#bytes.subarray(headerBytes, 2 * headerBytes))) return false;
		if (this.#bytes[12] !== 1) return false;
		let sum1 = 0;
		let sum2 = 0;
		for (let word = 0; word < 10; word += 2) {
			sum1 = (sum1 + this.#words[word]! + sum2) >>> 0;
			sum2 = (sum2 + this.#words[word + 1]! + sum1) >>> 0;
		}
		return sum1 === this.#words[10] && sum2 === this.#words[11];
	}

	#decode(): WalIndex {
		return {
			change: this.#words[2]!,
			maxFrame: this.#words[4]!,
			checksum1: this.#words[6]!,
			checksum2: this.#words[7]!,
			salt1: this.#bytes.readUInt32BE(32),
			salt2: this.#bytes.readUInt32BE(36),
			backfilled: this.#words[24]!,
		};
	}
}
