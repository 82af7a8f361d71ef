import {fstatSync, readSync} from 'node:fs';
import {PageChecksums} from '../../../litefs/page-checksums.ts';
import type {Content} from './content.ts';
import {changeCounter, isPoisoned, isRollbackMode, replicaPage1} from './header.ts';
import type {Received} from './slot.ts';
import {mendPages, readPages} from './write.ts';

/** What a replica's database was found to be, and what was received after that and is not applied yet. */
export interface Recovered extends Content {
	readonly ahead?: Received;
}

/**
 * Finds out what a database holds, by what its slots say (newest first) and the checksum of all its pages; finishes
 * an apply that was broken off. Undefined where it is neither the one nor the other: it needs a snapshot. Works on
 * the file alone, before SQLite is connected.
 */
export function recover(fd: number, slots: readonly Received[]): Recovered | undefined {
	const [newest] = slots;
	if (!newest) return undefined;
	const {pageSize, commit} = newest.header;
	const head = Buffer.from(new ArrayBuffer(pageSize));
	if (readSync(fd, head, 0, pageSize, 0) < pageSize) return undefined;
	if (isPoisoned(head)) mendPages(fd, pageSize, newest.pages, commit, changeCounter(head));
	for (const slot of slots) {
		const found = verify(fd, slot);
		if (found) return slot === newest ? found : {...found, ahead: newest};
	}
	return undefined;
}

function verify(fd: number, {header, postChecksum, pages}: Received): Recovered | undefined {
	const {pageSize, commit, maxTxid: txid} = header;
	if (fstatSync(fd).size !== commit * pageSize) return undefined;
	const page1 = pages[0]![1];
	const checksums = new PageChecksums(pageSize);
	let written = page1;
	for (const [page, bytes] of readPages(fd, pageSize)) {
		if (page === 1) written = bytes;
		checksums.set(page, page === 1 ? page1 : bytes);
	}
	if (checksums.total !== postChecksum || !isRollbackMode(written)) return undefined;
	if (!replicaPage1(page1, changeCounter(written)).equals(written)) return undefined;
	return {
		txid,
		checksum: postChecksum,
		checksums,
		page1: new Uint8Array(page1),
		written: new Uint8Array(written),
	};
}
