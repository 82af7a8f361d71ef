import {closeSync, fstatSync, readSync, writeSync} from 'node:fs';
import {PageChecksums} from '../../../litefs/page-checksums.ts';
import {isBusy} from '../busy.ts';
import type {SnapshotSource} from '../primary/primary.ts';
import {type Content, Refusal} from './content.ts';
import type {ReplicaFiles} from './files.ts';
import {changeCounter, headerBytes, isRollbackMode, replicaPage1} from './header.ts';
import type {Slots} from './slot.ts';
import type {Stage} from './staged.ts';
import {readPages, writePages} from './write.ts';

const windowBytes = 1024 * 1024;

/**
 * Reads the primary's database, page by page, into a new file beside the replica's. Throws a Refusal where the
 * checksum of all pages is not that of the position.
 */
export function receiveSnapshot(files: ReplicaFiles, source: SnapshotSource): PageChecksums {
	const checksums = new PageChecksums(source.pageSize);
	const fd = files.openNew();
	try {
		copyPages(fd, source, checksums);
	} finally {
		closeSync(fd);
	}
	if (checksums.total !== source.position.checksum) {
		files.removeNew();
		throw new Refusal('The snapshot does not fit its checksum.');
	}
	return checksums;
}

/**
 * Puts the new file's content in the place of the database's: page by page under the exclusive lock, so that those
 * who have it open see it, or, where SQLite cannot lock what is there, by replacing the file. Undefined while others
 * read.
 */
export function installSnapshot(
	files: ReplicaFiles,
	slots: Slots,
	stage: Stage,
	source: SnapshotSource,
	content: Content | undefined,
): {readonly page1: Uint8Array; readonly written: Uint8Array; readonly replaced: boolean} | undefined {
	const inPlace = lockInPlace(files, source.pageSize, content);
	if (inPlace === 'busy') return undefined;
	const fd = files.reopenNew();
	const page1 = Buffer.from(new ArrayBuffer(source.pageSize));
	try {
		readSync(fd, page1, 0, page1.length, 0);
		keep(slots, stage, source, page1);
		if (inPlace === 'locked') {
			const written = overwrite(files.fd!, source, readPages(fd, source.pageSize));
			return {page1, written, replaced: false};
		}
		const patched = replicaPage1(page1, changeCounter(page1) + 1);
		writeSync(fd, patched, 0, patched.length, 0);
	} finally {
		if (inPlace === 'locked') files.unlock();
		closeSync(fd);
		if (inPlace === 'locked') files.removeNew();
	}
	files.replace();
	files.connect();
	return {page1, written: replicaPage1(page1, changeCounter(page1) + 1), replaced: true};
}

function lockInPlace(
	files: ReplicaFiles,
	pageSize: number,
	content: Content | undefined,
): 'locked' | 'busy' | 'no' {
	if (files.fd === undefined || !files.connection || fstatSync(files.fd).nlink === 0) return 'no';
	if (content && content.checksums.pageSize !== pageSize) return 'no';
	try {
		files.lock();
	} catch (error) {
		return isBusy(error) ? 'busy' : 'no';
	}
	const head = Buffer.from(new ArrayBuffer(headerBytes));
	readSync(files.fd, head, 0, headerBytes, 0);
	if (isRollbackMode(head) && pageSizeOf(head) === pageSize) return 'locked';
	files.unlock();
	return 'no';
}

function overwrite(
	fd: number,
	source: SnapshotSource,
	pages: Iterable<readonly [number, Uint8Array]>,
): Buffer {
	const head = Buffer.from(new ArrayBuffer(headerBytes));
	readSync(fd, head, 0, headerBytes, 0);
	const before = {
		page1: head,
		pages: Math.ceil(fstatSync(fd).size / source.pageSize),
		counter: changeCounter(head),
	};
	return writePages(fd, source.pageSize, pages, source.pages, before);
}

/** Notes what the database is going to be; nothing that was received before leads there. */
function keep(slots: Slots, stage: Stage, {position, pageSize, pages}: SnapshotSource, page1: Buffer): void {
	const {txid, checksum} = position;
	const header = {
		pageSize,
		commit: pages,
		minTxid: txid,
		maxTxid: txid,
		timestampMs: 0,
		preChecksum: checksum,
	};
	slots.write(stage.snapshot(header, page1, checksum), true);
}

function copyPages(fd: number, source: SnapshotSource, checksums: PageChecksums): void {
	const {pageSize, pages, databaseFd, walFd} = source;
	const inWal = new Map(Array.from(source.walPages, (page, at) => [page, source.walOffsets[at]!]));
	const window = Buffer.from(new ArrayBuffer(windowBytes));
	const held = windowBytes / pageSize;
	for (let first = 1; first <= pages; first += held) {
		const count = Math.min(held, pages - first + 1);
		const got = readSync(databaseFd, window, 0, count * pageSize, (first - 1) * pageSize);
		window.fill(0, got);
		for (let at = 0; at < count; at++) {
			const bytes = window.subarray(at * pageSize, (at + 1) * pageSize);
			const offset = inWal.get(first + at);
			if (offset !== undefined) readSync(walFd, bytes, 0, pageSize, offset);
			checksums.set(first + at, bytes);
		}
		writeSync(fd, window, 0, count * pageSize, (first - 1) * pageSize);
	}
	checksums.resize(pages);
}

function pageSizeOf(head: Buffer): number {
	const size = head.readUInt16BE(16);
	return size === 1 ? 65_536 : size;
}
