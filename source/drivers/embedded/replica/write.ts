import {ftruncateSync, readSync, writeSync, writevSync} from 'node:fs';
import {poisoned, replicaPage1} from './header.ts';

/** Pages that are written at once; also the most buffers that one call of writev takes. */
const runPages = 256;

/**
 * Writes pages into a database's file, under its exclusive lock, in the order that leaves nobody with half of it
 * whenever it is broken off: poison, the pages behind page 1, page 1 whole, and only then what is cut off. Gives
 * page 1 as it stands in the file now.
 */
export function writePages(
	fd: number,
	pageSize: number,
	pages: Iterable<readonly [page: number, bytes: Uint8Array]>,
	commit: number,
	before: {readonly page1: Uint8Array; readonly pages: number; readonly counter: number},
): Buffer {
	writeSync(fd, poisoned(before.page1), 0, undefined, 0);
	const page1 = writeBehindPage1(fd, pageSize, pages);
	const patched = replicaPage1(page1, before.counter + 1);
	writeAll(fd, patched, 0);
	if (commit < before.pages) ftruncateSync(fd, commit * pageSize);
	return patched;
}

/**
 * Finishes an apply that was broken off, in a file that is still poisoned and that nobody can read for that reason:
 * the magic string comes last.
 */
export function mendPages(
	fd: number,
	pageSize: number,
	pages: Iterable<readonly [page: number, bytes: Uint8Array]>,
	commit: number,
	counter: number,
): Buffer {
	const page1 = writeBehindPage1(fd, pageSize, pages);
	const patched = replicaPage1(page1, counter + 1);
	ftruncateSync(fd, commit * pageSize);
	writeAll(fd, patched.subarray(16), 16);
	writeAll(fd, patched.subarray(0, 16), 0);
	return patched;
}

/** Reads a file's pages in order. What was given is never overwritten. */
export function* readPages(fd: number, pageSize: number): Generator<readonly [page: number, bytes: Buffer]> {
	for (let at = 0; ; ) {
		const window = Buffer.from(new ArrayBuffer(1024 * 1024));
		const got = readSync(fd, window, 0, window.length, at);
		const whole = got - (got % pageSize);
		if (whole === 0) return;
		for (let offset = 0; offset < whole; offset += pageSize) {
			yield [(at + offset) / pageSize + 1, window.subarray(offset, offset + pageSize)];
		}
		at += whole;
	}
}

/** Writes all pages but the first, runs of neighbours at once; gives the first. */
function writeBehindPage1(
	fd: number,
	pageSize: number,
	pages: Iterable<readonly [page: number, bytes: Uint8Array]>,
): Uint8Array {
	let page1: Uint8Array | undefined;
	let run: Uint8Array[] = [];
	let first = 0;
	const flush = () => {
		if (run.length === 1) writeAll(fd, run[0]!, (first - 1) * pageSize);
		else if (run.length > 1) writeRun(fd, run, (first - 1) * pageSize);
		run = [];
	};
	for (const [page, bytes] of pages) {
		if (page === 1) {
			page1 = bytes;
			continue;
		}
		if (page !== first + run.length || run.length === runPages) {
			flush();
			first = page;
		}
		run.push(bytes);
	}
	flush();
	if (!page1) throw new Error('Page 1 is missing.');
	return page1;
}

function writeRun(fd: number, run: readonly Uint8Array[], offset: number): void {
	const length = run.reduce((sum, bytes) => sum + bytes.length, 0);
	if (writevSync(fd, run, offset) === length) return;
	let at = offset;
	for (const bytes of run) {
		writeAll(fd, bytes, at);
		at += bytes.length;
	}
}

function writeAll(fd: number, bytes: Uint8Array, offset: number): void {
	for (let done = 0; done < bytes.length; ) {
		done += writeSync(fd, bytes, done, bytes.length - done, offset + done);
	}
}
