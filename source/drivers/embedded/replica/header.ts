/** Bytes of the header at the beginning of page 1: https://sqlite.org/fileformat2.html, 1.3. */
export const headerBytes = 100;

/** What poisoning writes: the magic string, what follows it, and the change counter. */
const poisonBytes = 28;

/** Whether the database is in rollback mode. In WAL mode the lock that an apply takes would be another one. */
export function isRollbackMode(page1: Uint8Array): boolean {
	return page1[18] === 1 && page1[19] === 1;
}

/** Whether an apply was broken off in this database: its magic string is zeros. */
export function isPoisoned(page1: Uint8Array): boolean {
	return page1.subarray(0, 16).every(byte => byte === 0);
}

/** The change counter, which tells every connection that what it has cached may be stale. */
export function changeCounter(page1: Uint8Array): number {
	return new DataView(page1.buffer, page1.byteOffset).getUint32(24);
}

/**
 * The first bytes of page 1 while pages are being written: without the magic string, an outsider who opens the
 * database after a crash is told that it is none, instead of reading half of a transaction.
 */
export function poisoned(page1: Uint8Array): Buffer {
	const bytes = Buffer.from(page1.subarray(0, poisonBytes));
	bytes.fill(0, 0, 16);
	bytes.writeUInt32BE((changeCounter(page1) + 1) >>> 0, 24);
	return bytes;
}

/**
 * Page 1 as a replica's file has it: as it was received, but in rollback mode and with a change counter of the
 * replica's own. Commits in WAL mode do not always count, and readers here go by the counter.
 */
export function replicaPage1(received: Uint8Array, counter: number): Buffer {
	const page1 = Buffer.from(received);
	page1[18] = 1;
	page1[19] = 1;
	page1.writeUInt32BE(counter >>> 0, 24);
	page1.writeUInt32BE(counter >>> 0, 92);
	return page1;
}

/** The schema cookie, which goes up with each change of the schema. */
export function schemaCookie(page1: Uint8Array): number {
	return new DataView(page1.buffer, page1.byteOffset).getUint32(40);
}
