import {readFileSync} from 'node:fs';
import type {Log} from '../../../source/drivers/embedded/log/log.ts';
import {decodeLtx} from '../../../source/litefs/ltx-decode.ts';
import {PageChecksums} from '../../../source/litefs/page-checksums.ts';

/** Bytes of the header of page 1 that differ between the primary and a replica: journal mode and change counters. */
const own = [18, 19, 24, 25, 26, 27, 92, 93, 94, 95];

/** The database that the log's transactions make, one applied after the other, each verified and following the last. */
export function replay(log: Log): {readonly image: Buffer; readonly checksum: bigint} {
	let image = Buffer.alloc(0);
	let before = 0n;
	for (let txid = log.first!; txid <= log.last!.position.txid; txid++) {
		const record = log.record(txid)!;
		const bytes = Buffer.alloc(record.bytes);
		record.segment.read(bytes, record.offset);
		const {header, pages, postChecksum} = decodeLtx(bytes);
		if (header.preChecksum !== before) throw new Error(`TXID ${txid} does not follow the one before.`);
		before = postChecksum;
		const grown = Buffer.alloc(header.commit * header.pageSize);
		image.copy(grown);
		image = grown;
		for (const [page, content] of pages) image.set(content, (page - 1) * header.pageSize);
		if (checksumOf(image, header.pageSize) !== postChecksum) {
			throw new Error(`The checksum after TXID ${txid} is not that of the pages.`);
		}
	}
	return {image, checksum: before};
}

/** The checksum of a database, from its bytes. */
export function checksumOf(image: Buffer, pageSize: number): bigint {
	const checksums = new PageChecksums(pageSize);
	for (let at = 0; at < image.length; at += pageSize) {
		checksums.set(at / pageSize + 1, image.subarray(at, at + pageSize));
	}
	return checksums.total;
}

/** The bytes of a database file that nobody has open, without those in which primary and replica differ. */
export function comparable(path: string): Buffer {
	const image = readFileSync(path);
	for (const at of own) image[at] = 0;
	return image;
}
