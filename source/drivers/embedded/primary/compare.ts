import {readSync} from 'node:fs';
import type {PageChecksums} from '../../../litefs/page-checksums.ts';
import type {Capture} from './capture.ts';

const windowBytes = 1024 * 1024;

/**
 * Reads the pages of a database as the newest commit in its WAL has them: from the WAL where they are in it, else
 * from the database file, where pages behind its end are zeros.
 */
export class PageReader {
	readonly #fd: number;
	readonly #pageSize: number;
	readonly #capture: Capture;
	readonly #window: Buffer;
	/** First page in the window; 0 while there is none. */
	#first = 0;

	constructor(databaseFd: number, pageSize: number, capture: Capture) {
		this.#fd = databaseFd;
		this.#pageSize = pageSize;
		this.#capture = capture;
		this.#window = Buffer.from(new ArrayBuffer(windowBytes));
	}

	/** The bytes of a page; overwritten by the next call. Quick when pages are read in ascending order. */
	read(page: number): Buffer {
		const frame = this.#capture.frameOf(page);
		if (frame !== undefined) return this.#capture.content(frame);
		const held = windowBytes / this.#pageSize;
		if (this.#first === 0 || page < this.#first || page >= this.#first + held) {
			const got = readSync(this.#fd, this.#window, 0, windowBytes, (page - 1) * this.#pageSize);
			this.#window.fill(0, got);
			this.#first = page;
		}
		const at = (page - this.#first) * this.#pageSize;
		return this.#window.subarray(at, at + this.#pageSize);
	}
}

/** The pages whose content is not what the checksums say. The checksums are of the new content afterwards. */
export function changedPages(reader: PageReader, pages: number, checksums: PageChecksums): Uint32Array {
	const changed: number[] = [];
	for (let page = 1; page <= pages; page++) {
		if (checksums.set(page, reader.read(page))) changed.push(page);
	}
	checksums.resize(pages);
	return Uint32Array.from(changed);
}
