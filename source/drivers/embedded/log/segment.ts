import {
	closeSync,
	constants,
	fstatSync,
	ftruncateSync,
	openSync,
	readSync,
	unlinkSync,
	writeSync,
} from 'node:fs';
import {join} from 'node:path';
import {formatTxid} from '../../../litefs/position.ts';

/** A file of the log: LTX images one behind the other. Named by the TXID of its first. */
export class Segment {
	readonly fd: number;
	readonly first: bigint;
	readonly #path: string;
	#bytes: number;

	constructor(folder: string, first: bigint) {
		this.first = first;
		this.#path = join(folder, `${formatTxid(first)}.log`);
		this.fd = openSync(this.#path, constants.O_RDWR | constants.O_CREAT, 0o600);
		this.#bytes = fstatSync(this.fd).size;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** Adds bytes at the end. */
	append(bytes: Uint8Array): void {
		for (let done = 0; done < bytes.length; ) {
			const wrote = writeSync(this.fd, bytes, done, bytes.length - done, this.#bytes);
			done += wrote;
			this.#bytes += wrote;
		}
	}

	/** Reads into `into` from an offset; gives how many bytes there were. */
	read(into: Uint8Array, offset: number): number {
		return readSync(this.fd, into, 0, into.length, offset);
	}

	/** Forgets everything from an offset. */
	truncate(bytes: number): void {
		ftruncateSync(this.fd, bytes);
		this.#bytes = bytes;
	}

	close(): void {
		closeSync(this.fd);
	}

	remove(): void {
		this.close();
		unlinkSync(this.#path);
	}
}
