import {readSync} from 'node:fs';
import type {WalIndex} from './wal-index.ts';

const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const windowBytes = 1024 * 1024;

/**
 * The frames of one generation of a WAL, read in order and verified: salts and the running checksum over everything
 * before them (https://sqlite.org/fileformat2.html#walformat). A generation ends when a writer starts again at
 * frame 1 with new salts.
 */
export class Wal {
	readonly #fd: number;
	readonly #pageSize: number;
	readonly #frameBytes: number;
	/** A piece of the WAL, read at once. Starts at the header of a frame; everything in it is 8-byte aligned. */
	readonly #window: Buffer;
	readonly #one: Buffer;
	#windowFirst = 1;
	#windowFrames = 0;
	#nativeChecksums = true;
	#sum1 = 0;
	#sum2 = 0;
	#salt1 = 0;
	#salt2 = 0;
	/** Frames that have been verified. */
	#frame = 0;
	/** Page number and commit field of the frame that was verified last. */
	page = 0;
	commit = 0;

	constructor(fd: number, pageSize: number) {
		this.#fd = fd;
		this.#pageSize = pageSize;
		this.#frameBytes = frameHeaderBytes + pageSize;
		const frames = Math.max(1, Math.floor(windowBytes / this.#frameBytes));
		this.#window = Buffer.from(new ArrayBuffer(frames * this.#frameBytes));
		this.#one = Buffer.from(new ArrayBuffer(pageSize));
	}

	/** Frames of this generation that have been verified. */
	get frame(): number {
		return this.#frame;
	}

	/** Whether the wal-index speaks of the generation that is being read. */
	isGeneration(index: WalIndex): boolean {
		return index.salt1 === this.#salt1 && index.salt2 === this.#salt2;
	}

	/** Takes over a generation without frames: what its header says is read with its first frame. */
	restart(index: WalIndex): void {
		this.#salt1 = index.salt1;
		this.#salt2 = index.salt2;
		this.#frame = 0;
		this.#windowFrames = 0;
	}

	/** Whether the running checksum is the one that the wal-index has at its last frame. */
	agrees(index: WalIndex): boolean {
		return this.#frame === 0 || (this.#sum1 === index.checksum1 && this.#sum2 === index.checksum2);
	}

	/**
	 * Verifies the next frame, of which there are `maxFrame`. False where it does not belong to this generation or
	 * its checksum does not fit.
	 */
	next(maxFrame: number): boolean {
		if (this.#frame === 0 && !this.#readHeader()) return false;
		const frame = this.#frame + 1;
		if (!this.#inWindow(frame) && !this.#fill(frame, maxFrame)) return false;
		const at = (frame - this.#windowFirst) * this.#frameBytes;
		const bytes = this.#window;
		if (bytes.readUInt32BE(at + 8) !== this.#salt1 || bytes.readUInt32BE(at + 12) !== this.#salt2) {
			return false;
		}
		const {sum1, sum2} = {sum1: this.#sum1, sum2: this.#sum2};
		this.#add(bytes, at, 8);
		this.#add(bytes, at + frameHeaderBytes, this.#pageSize);
		if (bytes.readUInt32BE(at + 16) !== this.#sum1 || bytes.readUInt32BE(at + 20) !== this.#sum2) {
			this.#sum1 = sum1;
			this.#sum2 = sum2;
			this.#windowFrames = 0;
			return false;
		}
		this.#frame = frame;
		this.page = bytes.readUInt32BE(at);
		this.commit = bytes.readUInt32BE(at + 4);
		return true;
	}

	/** The page in a frame that was verified; overwritten by the next call that reads. */
	content(frame: number): Buffer {
		if (this.#inWindow(frame)) {
			const at = (frame - this.#windowFirst) * this.#frameBytes + frameHeaderBytes;
			return this.#window.subarray(at, at + this.#pageSize);
		}
		const got = readSync(this.#fd, this.#one, 0, this.#pageSize, this.offset(frame));
		if (got < this.#pageSize) throw new Error(`Frame ${frame} of the WAL cannot be read.`);
		return this.#one;
	}

	/** Where the page of a frame begins in the file. */
	offset(frame: number): number {
		return walHeaderBytes + (frame - 1) * this.#frameBytes + frameHeaderBytes;
	}

	#readHeader(): boolean {
		const header = Buffer.from(new ArrayBuffer(walHeaderBytes));
		if (readSync(this.#fd, header, 0, walHeaderBytes, 0) < walHeaderBytes) return false;
		const magic = header.readUInt32BE(0);
		if (magic !== 0x377f0682 && magic !== 0x377f0683) return false;
		if (header.readUInt32BE(16) !== this.#salt1 || header.readUInt32BE(20) !== this.#salt2) return false;
		this.#nativeChecksums = magic === 0x377f0682;
		this.#sum1 = 0;
		this.#sum2 = 0;
		this.#add(header, 0, 24);
		return this.#sum1 === header.readUInt32BE(24) && this.#sum2 === header.readUInt32BE(28);
	}

	#inWindow(frame: number): boolean {
		return frame >= this.#windowFirst && frame < this.#windowFirst + this.#windowFrames;
	}

	#fill(frame: number, maxFrame: number): boolean {
		const wanted = Math.min(this.#window.length, (maxFrame - frame + 1) * this.#frameBytes);
		const at = walHeaderBytes + (frame - 1) * this.#frameBytes;
		const got = readSync(this.#fd, this.#window, 0, wanted, at);
		this.#windowFirst = frame;
		this.#windowFrames = Math.floor(got / this.#frameBytes);
		return this.#windowFrames > 0;
	}

	/** SQLite's WAL checksum, in the byte order that the WAL's magic number names. */
	#add(bytes: Buffer, at: number, length: number): void {
		let sum1 = this.#sum1;
		let sum2 = this.#sum2;
		if (this.#nativeChecksums) {
			const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, length / 4);
			for (let word = 0; word < words.length; word += 2) {
				sum1 = (sum1 + words[word]! + sum2) | 0;
				sum2 = (sum2 + words[word + 1]! + sum1) | 0;
			}
		} else {
			for (let offset = at; offset < at + length; offset += 8) {
				sum1 = (sum1 + bytes.readInt32BE(offset) + sum2) | 0;
				sum2 = (sum2 + bytes.readInt32BE(offset + 4) + sum1) | 0;
			}
		}
		this.#sum1 = sum1 >>> 0;
		this.#sum2 = sum2 >>> 0;
	}
}
