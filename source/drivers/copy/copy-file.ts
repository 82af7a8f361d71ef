import {type FileHandle, open} from 'node:fs/promises';
import {PageChecksums} from '../../litefs/page-checksums.ts';
import {groupDigits} from '../../sqlite/values.ts';

/** A database on its way into a file. */
export interface CopyFile {
	/** Takes bytes in their order. Rejects where they cannot be written, or are more than a copy may have. */
	take(chunk: Uint8Array): Promise<void>;
	/** The checksum of the database as LiteFS has it, when all of it was taken; undefined where it ends within a page. */
	finish(): Promise<bigint | undefined>;
	/** Lets go of the file, whether it is finished or not. */
	close(): Promise<void>;
}

/** That a database is larger than a copy of it may be. */
export class TooLargeError extends Error {
	override readonly name = 'TooLargeError';
}

/** Bytes up to which the page size is in the header: https://sqlite.org/fileformat2.html, 1.3. */
const headerBytes = 18;

/** Begins a file that nobody else may read, and that must not be there yet; it takes at most so many bytes. */
export async function beginCopyFile(path: string, mostBytes: number): Promise<CopyFile> {
	const file = await open(path, 'wx', 0o600);
	const pages = new PageReader();
	let bytes = 0;
	return {
		async take(chunk) {
			bytes += chunk.length;
			if (bytes > mostBytes) {
				const most = groupDigits(mostBytes / 1024 ** 2);
				throw new TooLargeError(
					`The database is larger than ${most} MiB, the most that is copied to read it.`,
				);
			}
			pages.take(chunk);
			await writeAll(file, chunk);
		},
		async finish() {
			await file.close();
			return pages.checksum;
		},
		close: () => file.close().catch(() => undefined),
	};
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
	for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}

/** Works out a database's checksum of its bytes as they come. */
class PageReader {
	#checksums: PageChecksums | undefined;
	#count = 0;
	#pending: Uint8Array = new Uint8Array(0);

	/** Of the pages so far; undefined where a part of one has come. */
	get checksum(): bigint | undefined {
		return this.#pending.length === 0 ? this.#checksums?.total : undefined;
	}

	take(chunk: Uint8Array): void {
		const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
		if (!this.#checksums && bytes.length >= headerBytes)
			this.#checksums = new PageChecksums(pageSizeOf(bytes));
		const size = this.#checksums?.pageSize ?? Number.POSITIVE_INFINITY;
		let at = 0;
		for (; bytes.length - at >= size; at += size) {
			this.#count += 1;
			this.#checksums?.set(this.#count, bytes.subarray(at, at + size));
		}
		this.#pending = bytes.slice(at);
	}
}

function pageSizeOf(header: Uint8Array): number {
	const size = (header[16]! << 8) | header[17]!;
	if (size === 1) return 65_536;
	if (size < 512 || (size & (size - 1)) !== 0) throw new Error('What came is no SQLite database.');
	return size;
}
