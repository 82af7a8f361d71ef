import {mkdirSync, readdirSync} from 'node:fs';
import {LtxEncoder} from '../../../litefs/ltx-encode.ts';
import type {LtxHeader} from '../../../litefs/ltx-header.ts';
import type {Position} from '../../../litefs/position.ts';
import type {LogRecord} from './record.ts';
import {type ScannedSegment, scanSegment} from './scan.ts';
import {Segment} from './segment.ts';

const bufferBytes = 1024 * 1024;

const nothing: ScannedSegment = {records: [], bytes: 0};

/** How much the log keeps, and in pieces of what size. */
export interface LogLimits {
	readonly bytes: number;
	readonly segmentBytes: number;
}

/**
 * The primary's transactions as LTX images, appended to files of a few megabytes: making a file for each costs 40
 * times as much. Each image is whole, so any of them can be written out as an LTX file at once. The oldest segments
 * are dropped when the log is over its limit.
 */
export class Log {
	readonly #folder: string;
	readonly #limits: LogLimits;
	readonly #buffer = Buffer.allocUnsafe(bufferBytes);
	readonly #segments: Segment[] = [];
	#records: LogRecord[] = [];
	#buffered = 0;
	#bytes = 0;

	/** Opens the log in a folder. What is torn or does not follow is cut off. */
	constructor(folder: string, limits: LogLimits) {
		this.#folder = folder;
		this.#limits = limits;
		mkdirSync(folder, {recursive: true});
		this.#scan();
	}

	/** The newest transaction. */
	get last(): LogRecord | undefined {
		return this.#records.at(-1);
	}

	/** Bytes of a page of the database; undefined while the log is empty. */
	get pageSize(): number | undefined {
		return this.last?.pageSize;
	}

	/** The oldest TXID that is still here. */
	get first(): bigint | undefined {
		return this.#records[0]?.position.txid;
	}

	/** Bytes of all its files. */
	get bytes(): number {
		return this.#bytes;
	}

	/** The transaction of a TXID; undefined where it is not here any more, or not yet. */
	record(txid: bigint): LogRecord | undefined {
		const first = this.first;
		return first === undefined || txid < first ? undefined : this.#records[Number(txid - first)];
	}

	/** The transactions `first` to `last`, or undefined where one of them is not here. */
	range(first: bigint, last: bigint): readonly LogRecord[] | undefined {
		if (!this.record(first) || !this.record(last)) return undefined;
		const at = Number(first - this.first!);
		return this.#records.slice(at, at + Number(last - first) + 1);
	}

	/**
	 * Adds a transaction. `write` is given a function that takes its pages, ascending, and returns the checksum of
	 * the database after it. The image is on its way to the file when `flush` has returned.
	 */
	append(
		header: LtxHeader,
		pages: Uint32Array,
		write: (page: (page: number, bytes: Uint8Array) => void) => bigint,
	): LogRecord {
		const segment = this.#currentSegment(header.maxTxid);
		const offset = segment.bytes + this.#buffered;
		let bytes = 0;
		const encoder = new LtxEncoder(header, piece => {
			this.#put(segment, piece);
			bytes += piece.length;
		});
		const checksum = write((page, content) => encoder.page(page, content));
		encoder.end(checksum);
		this.#bytes += bytes;
		const position: Position = {txid: header.maxTxid, checksum};
		const {preChecksum, pageSize, commit, timestampMs} = header;
		const record = {position, preChecksum, pageSize, commit, timestampMs, pages, segment, offset, bytes};
		this.#records.push(record);
		return record;
	}

	/** Writes out what `append` has gathered: others may read it now. */
	flush(): void {
		if (this.#buffered === 0) return;
		this.#segments.at(-1)!.append(this.#buffer.subarray(0, this.#buffered));
		this.#buffered = 0;
	}

	/** Drops the oldest segments while the log is over its limit; everything from `keep` on stays. */
	reap(keep: bigint): void {
		while (this.#bytes > this.#limits.bytes && this.#segments.length > 1) {
			const [oldest, next] = this.#segments as [Segment, Segment];
			if (next.first > keep) return;
			this.#bytes -= oldest.bytes;
			this.#segments.shift();
			this.#records = this.#records.slice(Number(next.first - this.first!));
			oldest.remove();
		}
	}

	/** Drops everything. */
	clear(): void {
		for (const segment of this.#segments) segment.remove();
		this.#segments.length = 0;
		this.#records = [];
		this.#buffered = 0;
		this.#bytes = 0;
	}

	close(): void {
		try {
			this.flush();
		} finally {
			for (const segment of this.#segments) segment.close();
			this.#segments.length = 0;
		}
	}

	#currentSegment(txid: bigint): Segment {
		const current = this.#segments.at(-1);
		if (current && current.bytes + this.#buffered < this.#limits.segmentBytes) return current;
		this.flush();
		const next = new Segment(this.#folder, txid);
		this.#segments.push(next);
		return next;
	}

	#put(segment: Segment, piece: Uint8Array): void {
		if (this.#buffered + piece.length > bufferBytes) {
			segment.append(this.#buffer.subarray(0, this.#buffered));
			this.#buffered = 0;
		}
		this.#buffer.set(piece, this.#buffered);
		this.#buffered += piece.length;
	}

	#scan(): void {
		const names = readdirSync(this.#folder).filter(name => /^[0-9a-f]{16}\.log$/.test(name));
		let whole = true;
		for (const name of names.toSorted()) {
			const segment = new Segment(this.#folder, BigInt(`0x${name.slice(0, 16)}`));
			const {records, bytes}: ScannedSegment = whole ? scanSegment(segment, this.last) : nothing;
			whole = whole && bytes === segment.bytes;
			if (records.length === 0) {
				segment.remove();
				continue;
			}
			segment.truncate(bytes);
			this.#segments.push(segment);
			this.#bytes += bytes;
			for (const record of records) this.#records.push(record);
		}
	}
}
