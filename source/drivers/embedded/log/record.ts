import {headerBytes} from '../../../litefs/ltx-header.ts';
import type {Position} from '../../../litefs/position.ts';
import type {Segment} from './segment.ts';

/** One transaction in the log: an LTX image of one TXID, and where it lies. */
export interface LogRecord {
	/** Where the database is after it. */
	readonly position: Position;
	/** Checksum of the database before it; 0 for the first image. */
	readonly preChecksum: bigint;
	readonly pageSize: number;
	/** Pages of the database after it. */
	readonly commit: number;
	/** Milliseconds since the epoch. */
	readonly timestampMs: number;
	/** The pages in it, ascending. */
	readonly pages: Uint32Array;
	readonly segment: Segment;
	/** Where the image begins in the segment, and its length. */
	readonly offset: number;
	readonly bytes: number;
}

/** Where the last image of each page lies after a run of transactions. Plain data: it goes to a replica's thread. */
export interface MergedPages {
	readonly pages: Uint32Array;
	readonly fds: Int32Array;
	readonly offsets: Float64Array;
}

/** Where a page of a record begins in its segment; `at` counts the record's pages from 0. */
export function pageOffset(record: LogRecord, at: number): number {
	return record.offset + headerBytes + at * (4 + record.pageSize) + 4;
}

/**
 * The last image of each page over transactions that follow each other; pages that the last of them cut off are
 * left out.
 */
export function mergePages(records: readonly LogRecord[]): MergedPages {
	const last = records.at(-1)!;
	const found: {page: number; fd: number; offset: number}[] = [];
	const seen = new Set<number>();
	for (const record of records.toReversed()) {
		for (let at = 0; at < record.pages.length; at++) {
			const page = record.pages[at]!;
			if (page > last.commit || seen.has(page)) continue;
			seen.add(page);
			found.push({page, fd: record.segment.fd, offset: pageOffset(record, at)});
		}
	}
	if (records.length > 1) found.sort((a, b) => a.page - b.page);
	return {
		pages: Uint32Array.from(found, ({page}) => page),
		fds: Int32Array.from(found, ({fd}) => fd),
		offsets: Float64Array.from(found, ({offset}) => offset),
	};
}
