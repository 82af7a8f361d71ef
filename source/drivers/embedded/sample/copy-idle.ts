import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readSync,
	realpathSync,
	rmSync,
	statSync,
} from 'node:fs';

/**
 * Copies a database in WAL mode that nobody has open, with the WAL that may have been left beside it: SQLite would
 * make files beside it to read it, and leave them there. False, and nothing copied, where it is not such a one: then
 * SQLite can read it where it is, and leaves nothing. Throws what the file system says.
 */
export function copyIdle(file: string, into: string): boolean {
	const path = realpathSync(file);
	const wal = `${path}-wal`;
	// Who has it open has made this one.
	const isOpen = () => existsSync(`${path}-shm`);
	if (!isInWalMode(path) || isOpen()) return false;
	const before = [path, wal].map(stampOf);
	copyFileSync(path, into);
	if (existsSync(wal)) copyFileSync(wal, `${into}-wal`);
	const after = [path, wal].map(stampOf);
	if (!isOpen() && after.every((stamp, at) => stamp === before[at])) return true;
	for (const suffix of ['', '-wal']) rmSync(into + suffix, {force: true});
	return false;
}

/** Bytes 18 and 19 of the header: https://sqlite.org/fileformat2.html, 1.3. */
function isInWalMode(path: string): boolean {
	const fd = openSync(path, 'r');
	try {
		const versions = Buffer.alloc(2);
		readSync(fd, versions, 0, 2, 18);
		return versions[0] === 2 && versions[1] === 2;
	} finally {
		closeSync(fd);
	}
}

function stampOf(path: string): string {
	const stats = statSync(path, {throwIfNoEntry: false, bigint: true});
	return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '';
}
