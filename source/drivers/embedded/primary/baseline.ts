import {closeSync, openSync, readFileSync, renameSync, writeSync} from 'node:fs';
import {Crc64} from '../../../litefs/crc64.ts';
import {isPageSize} from '../../../litefs/ltx-header.ts';
import {PageChecksums} from '../../../litefs/page-checksums.ts';
import type {Position} from '../../../litefs/position.ts';

const headerBytes = 40;
const magic = 0x6c736331;

/** The checksum of every page as it was at a position: what tells, at the next start, which pages others changed. */
export interface Baseline {
	readonly position: Position;
	readonly checksums: PageChecksums;
}

/** Keeps a baseline in a file; the one before is there until the new one is whole. */
export function saveBaseline(path: string, {position, checksums}: Baseline): void {
	const lanes = checksums.save();
	const body = new Uint8Array(lanes.buffer);
	const header = Buffer.from(new ArrayBuffer(headerBytes));
	header.writeUInt32BE(magic, 0);
	header.writeUInt32BE(checksums.pageSize, 4);
	header.writeBigUInt64BE(position.txid, 8);
	header.writeBigUInt64BE(position.checksum, 16);
	header.writeBigUInt64BE(BigInt(body.length), 24);
	header.writeBigUInt64BE(new Crc64().update(header.subarray(0, 32)).update(body).digest(), 32);
	const fd = openSync(`${path}.new`, 'w', 0o600);
	try {
		writeSync(fd, header);
		for (let done = 0; done < body.length; ) done += writeSync(fd, body, done);
	} finally {
		closeSync(fd);
	}
	renameSync(`${path}.new`, path);
}

/** What `saveBaseline` kept; undefined where there is none, or it is not whole. */
export function loadBaseline(path: string): Baseline | undefined {
	let file: Buffer;
	try {
		file = readFileSync(path);
	} catch {
		return undefined;
	}
	if (file.length < headerBytes || file.readUInt32BE(0) !== magic) return undefined;
	const pageSize = file.readUInt32BE(4);
	const body = file.subarray(headerBytes);
	if (!isPageSize(pageSize) || BigInt(body.length) !== file.readBigUInt64BE(24)) return undefined;
	const crc = new Crc64().update(file.subarray(0, 32)).update(body).digest();
	if (crc !== file.readBigUInt64BE(32)) return undefined;
	const lanes = new Uint32Array(body.length / 4);
	new Uint8Array(lanes.buffer).set(body);
	return {
		position: {txid: file.readBigUInt64BE(8), checksum: file.readBigUInt64BE(16)},
		checksums: PageChecksums.load(pageSize, lanes),
	};
}
