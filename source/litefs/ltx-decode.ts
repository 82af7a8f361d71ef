import {Crc64} from './crc64.ts';
import {decodeHeader, headerBytes, LtxError, type LtxHeader, trailerBytes} from './ltx-header.ts';

/** What an LTX file was found to be. */
export interface LtxSummary {
	readonly header: LtxHeader;
	/** Checksum of the database after it. */
	readonly postChecksum: bigint;
	/** Bytes of the file, header and trailer included. */
	readonly bytes: number;
}

/** Gives the next bytes, exactly so many, or undefined where fewer are left. They may be overwritten later. */
export type ReadBytes = (length: number) => Uint8Array | undefined;

/**
 * Reads an LTX file (v0.3.14, not compressed) from its first byte to its last and gives each page as it comes.
 * Throws an LtxError where it ends too soon, is no LTX file, has pages out of order, or does not fit its file
 * checksum: what was given until then must not be used.
 */
export function readLtx(
	read: ReadBytes,
	onPage: (page: number, bytes: Uint8Array, header: LtxHeader) => void,
): LtxSummary {
	const take = (length: number): Uint8Array => {
		const bytes = read(length);
		if (!bytes) throw new LtxError('The LTX file ends too soon.');
		size += length;
		return bytes;
	};
	let size = 0;
	const crc = new Crc64();
	const first = take(headerBytes);
	const header = decodeHeader(first);
	crc.update(first);
	for (let last = 0; ; ) {
		const number = take(4);
		crc.update(number);
		const page = ((number[0]! << 24) | (number[1]! << 16) | (number[2]! << 8) | number[3]!) >>> 0;
		if (page === 0) break;
		if (page <= last || page > header.commit) {
			throw new LtxError(`Page ${page} cannot follow page ${last} of ${header.commit}.`);
		}
		last = page;
		const bytes = take(header.pageSize);
		crc.update(bytes);
		onPage(page, bytes, header);
	}
	const trailer = take(trailerBytes);
	const view = new DataView(trailer.buffer, trailer.byteOffset, trailerBytes);
	crc.update(trailer.subarray(0, 8));
	if (view.getBigUint64(8) !== (crc.digest() | (1n << 63n))) {
		throw new LtxError('The LTX file does not fit its own checksum.');
	}
	return {header, postChecksum: view.getBigUint64(0), bytes: size};
}

/** Reads an LTX file in memory; bytes behind its end are left alone. Throws as `readLtx` does. */
export function decodeLtx(
	file: Uint8Array,
): LtxSummary & {readonly pages: readonly (readonly [page: number, bytes: Uint8Array])[]} {
	let at = 0;
	const pages: (readonly [number, Uint8Array])[] = [];
	const summary = readLtx(
		length => {
			if (at + length > file.length) return undefined;
			at += length;
			return file.subarray(at - length, at);
		},
		(page, bytes) => pages.push([page, bytes]),
	);
	return {...summary, pages};
}

/** The name of an LTX file: first and last TXID. */
export function ltxName({minTxid, maxTxid}: Pick<LtxHeader, 'minTxid' | 'maxTxid'>): string {
	const hex = (txid: bigint) => txid.toString(16).padStart(16, '0');
	return `${hex(minTxid)}-${hex(maxTxid)}.ltx`;
}
