import {readFileSync, statSync} from 'node:fs';

/** A range of bytes that SQLite locks, first and last. */
type LockBytes = readonly [first: number, last: number];

/** Shared locks on a database in rollback mode: SHARED_FIRST and SHARED_SIZE of SQLite's os.h. */
const sharedBytes: LockBytes = [0x4000_0002, 0x4000_01ff];
/** Read marks 1 to 4 of a wal-index: https://sqlite.org/walformat.html, 2.2.1. Mark 0 keeps nothing. */
const readMarkBytes: LockBytes = [124, 127];

/** The lock of who writes to the WAL: https://sqlite.org/walformat.html#wal_locks. */
const writeByte: LockBytes = [120, 120];

/** The processes that read from a database in rollback mode, where the system tells (Linux); else none. */
export function readersOf(path: string): readonly number[] {
	return holders(path, 'READ', sharedBytes);
}

/** The other processes that read from the WAL of a database, where the system tells (Linux); else none. */
export function walReadersOf(path: string): readonly number[] {
	return holders(`${path}-shm`, 'READ', readMarkBytes).filter(pid => pid !== process.pid);
}

/** The other process that has a write transaction open on a database in WAL mode, where the system tells; else none. */
export function walWritersOf(path: string): readonly number[] {
	return holders(`${path}-shm`, 'WRITE', writeByte).filter(pid => pid !== process.pid);
}

function holders(path: string, kind: 'READ' | 'WRITE', [first, last]: LockBytes): readonly number[] {
	let inode: number;
	let locks: string;
	try {
		inode = statSync(path).ino;
		locks = readFileSync('/proc/locks', 'latin1');
	} catch {
		return [];
	}
	const found = new Set<number>();
	for (const line of locks.split('\n')) {
		const lock = /POSIX +\S+ +(READ|WRITE) +(\d+) \S+:(\d+) (\d+) /.exec(line);
		if (lock?.[1] !== kind || Number(lock[3]) !== inode) continue;
		if (Number(lock[4]) >= first && Number(lock[4]) <= last) found.add(Number(lock[2]));
	}
	return [...found];
}
