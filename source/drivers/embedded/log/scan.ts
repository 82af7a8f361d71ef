import {readLtx} from '../../../litefs/ltx-decode.ts';
import {LtxError} from '../../../litefs/ltx-header.ts';
import type {LogRecord} from './record.ts';
import type {Segment} from './segment.ts';

const windowBytes = 1024 * 1024;

/** What of a segment can be used: its transactions, and where the first that cannot be used begins. */
export interface ScannedSegment {
	readonly records: readonly LogRecord[];
	readonly bytes: number;
}

/**
 * Reads the transactions of a segment as far as they are whole and each follows the one before; `before` is the
 * last of the segment before this.
 */
export function scanSegment(segment: Segment, before: LogRecord | undefined): ScannedSegment {
	const records: LogRecord[] = [];
	const read = windowed(segment);
	let last = before;
	let offset = 0;
	while (offset < segment.bytes) {
		const record = readRecord(segment, offset, read);
		if (!record || !follows(record, last)) break;
		records.push(record);
		last = record;
		offset += record.bytes;
	}
	return {records, bytes: offset};
}

function readRecord(
	segment: Segment,
	offset: number,
	read: (at: number, length: number) => Uint8Array | undefined,
): LogRecord | undefined {
	const pages: number[] = [];
	let at = offset;
	try {
		const {header, postChecksum, bytes} = readLtx(
			length => {
				at += length;
				return read(at - length, length);
			},
			page => pages.push(page),
		);
		if (header.minTxid !== header.maxTxid) return undefined;
		return {
			position: {txid: header.maxTxid, checksum: postChecksum},
			preChecksum: header.preChecksum,
			pageSize: header.pageSize,
			commit: header.commit,
			timestampMs: header.timestampMs,
			pages: Uint32Array.from(pages),
			segment,
			offset,
			bytes,
		};
	} catch (error) {
		if (error instanceof LtxError) return undefined;
		throw error;
	}
}

function follows(record: LogRecord, last: LogRecord | undefined): boolean {
	if (!last) return record.position.txid === record.segment.first;
	return record.position.txid === last.position.txid + 1n && record.preChecksum === last.position.checksum;
}

function windowed(segment: Segment): (at: number, length: number) => Uint8Array | undefined {
	const window = Buffer.from(new ArrayBuffer(windowBytes));
	let first = 0;
	let held = 0;
	return (at, length) => {
		if (at < first || at + length > first + held) {
			first = at;
			held = segment.read(window, at);
			if (held < length) return undefined;
		}
		return window.subarray(at - first, at - first + length);
	};
}
