import {Crc64} from './crc64.ts';

/**
 * The page that holds SQLite's lock bytes at 1 GiB. It is never written, and neither LTX files nor checksums have
 * it.
 */
export function lockPage(pageSize: number): number {
	return Math.floor(0x4000_0000 / pageSize) + 1;
}

/**
 * The checksum of every page of a database, and of the database: the exclusive-or of its pages' checksums, with
 * the upper bit set. A page's is the CRC-64 of its number (32-bit big-endian) and its bytes, with the upper bit set.
 */
export class PageChecksums {
	readonly pageSize: number;
	readonly #lockPage: number;
	readonly #crc = new Crc64();
	#high = new Uint32Array(0);
	#low = new Uint32Array(0);
	#pages = 0;
	#totalHigh = 0;
	#totalLow = 0;

	constructor(pageSize: number) {
		this.pageSize = pageSize;
		this.#lockPage = lockPage(pageSize);
	}

	/** Pages that the database has. */
	get pages(): number {
		return this.#pages;
	}

	/** The checksum of the database. */
	get total(): bigint {
		return (BigInt((this.#totalHigh | 0x8000_0000) >>> 0) << 32n) | BigInt(this.#totalLow >>> 0);
	}

	/**
	 * Notes what a page holds now, making the database larger where it lies behind its end. Returns whether it
	 * is another content than before.
	 */
	set(page: number, bytes: Uint8Array): boolean {
		if (page > this.#pages) this.resize(page);
		if (page === this.#lockPage) return false;
		const crc = this.#crc.reset().word(swapBytes(page)).update(bytes);
		const high = (crc.high | 0x8000_0000) >>> 0;
		const low = crc.low;
		const at = page - 1;
		const oldHigh = this.#high[at]!;
		const oldLow = this.#low[at]!;
		if (oldHigh === high && oldLow === low) return false;
		this.#high[at] = high;
		this.#low[at] = low;
		this.#totalHigh ^= oldHigh ^ high;
		this.#totalLow ^= oldLow ^ low;
		return true;
	}

	/** Gives the database so many pages: those behind are forgotten, new ones differ from every content. */
	resize(pages: number): void {
		for (let at = pages; at < this.#pages; at++) {
			this.#totalHigh ^= this.#high[at]!;
			this.#totalLow ^= this.#low[at]!;
			this.#high[at] = 0;
			this.#low[at] = 0;
		}
		if (pages > this.#high.length) {
			const capacity = Math.max(pages, this.#high.length * 2, 64);
			this.#high = grown(this.#high, capacity);
			this.#low = grown(this.#low, capacity);
		}
		this.#pages = pages;
	}

	/** All pages' checksums, upper and lower halves one after the other, for keeping. */
	save(): Uint32Array {
		const saved = new Uint32Array(this.#pages * 2);
		saved.set(this.#high.subarray(0, this.#pages));
		saved.set(this.#low.subarray(0, this.#pages), this.#pages);
		return saved;
	}

	/** What `save` gave. */
	static load(pageSize: number, saved: Uint32Array): PageChecksums {
		const loaded = new PageChecksums(pageSize);
		const pages = saved.length / 2;
		loaded.#high = saved.slice(0, pages);
		loaded.#low = saved.slice(pages);
		loaded.#pages = pages;
		for (let at = 0; at < pages; at++) {
			loaded.#totalHigh ^= loaded.#high[at]!;
			loaded.#totalLow ^= loaded.#low[at]!;
		}
		return loaded;
	}
}

function grown(lane: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(capacity);
	larger.set(lane);
	return larger;
}

function swapBytes(word: number): number {
	return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
