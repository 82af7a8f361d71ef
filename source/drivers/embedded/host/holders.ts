import {readFileSync, statSync} from 'node:fs';

/** The byte from which SQLite's shared locks lie: https://sqlite.org/src/file/src/os.h, PENDING_BYTE + 2. */
const sharedFirst = 0x4000_0002;

/**
 * The processes that have a shared lock on a database, where the system tells (Linux); none where it does not.
 */
export function readersOf(path: string): readonly number[] {
	try {
		const {ino} = statSync(path);
		return readFileSync('/proc/locks', 'latin1')
			.split('\n')
			.map(line => /POSIX\s+\S+\s+READ\s+(\d+)\s+\S+:(\d+)\s+(\d+)\s/.exec(line))
			.filter(match => match && Number(match[2]) === ino && Number(match[3]) >= sharedFirst)
			.map(match => Number(match![1]));
	} catch {
		return [];
	}
}
