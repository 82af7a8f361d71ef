/** Bytes before the pages of an LTX file, v0.3.14. */
export const headerBytes = 100;

/** Bytes behind the pages: post-apply checksum and file checksum. */
export const trailerBytes = 16;

/** `LTX1`. */
const magic = 0x4c545831;

/** What stands at the beginning of an LTX file. */
export interface LtxHeader {
	readonly pageSize: number;
	/** Pages of the database after it. */
	readonly commit: number;
	/** First and last TXID in the file; a snapshot begins at 1. */
	readonly minTxid: bigint;
	readonly maxTxid: bigint;
	/** Milliseconds since the epoch. */
	readonly timestampMs: number;
	/** Checksum of the database before it; 0 for a snapshot. */
	readonly preChecksum: bigint;
}

/** Bytes that are no LTX file of this version, or whose checksums do not fit. The message says which. */
export class LtxError extends Error {
	override readonly name = 'LtxError';
}

/**
 * A header as it stands in the file: all integers big-endian; WAL offsets, salts and the node's id are left zero,
 * since no reader needs them.
 */
export function encodeHeader(header: LtxHeader): Uint8Array {
	const bytes = new Uint8Array(headerBytes);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, magic);
	view.setUint32(8, header.pageSize);
	view.setUint32(12, header.commit);
	view.setBigUint64(16, header.minTxid);
	view.setBigUint64(24, header.maxTxid);
	view.setBigUint64(32, BigInt(header.timestampMs));
	view.setBigUint64(40, header.preChecksum);
	return bytes;
}

/** Reads a header. Throws an LtxError where it is none, or one of a compressed file. */
export function decodeHeader(bytes: Uint8Array): LtxHeader {
	if (bytes.length < headerBytes) throw new LtxError('The LTX file ends within its header.');
	const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
	if (view.getUint32(0) !== magic) throw new LtxError('The file does not begin with LTX1.');
	if (view.getUint32(4) !== 0) throw new LtxError('Compressed LTX files cannot be read yet.');
	const header = {
		pageSize: view.getUint32(8),
		commit: view.getUint32(12),
		minTxid: view.getBigUint64(16),
		maxTxid: view.getBigUint64(24),
		timestampMs: Number(view.getBigUint64(32)),
		preChecksum: view.getBigUint64(40),
	};
	if (!isPageSize(header.pageSize)) throw new LtxError(`${header.pageSize} is no page size of SQLite's.`);
	if (header.minTxid < 1n || header.maxTxid < header.minTxid) {
		throw new LtxError(`TXIDs cannot go from ${header.minTxid} to ${header.maxTxid}.`);
	}
	return header;
}

/** Whether SQLite has pages of this size: a power of two from 512 to 65536. */
export function isPageSize(bytes: number): boolean {
	return bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;
}
