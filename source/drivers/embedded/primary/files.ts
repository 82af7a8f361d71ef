import {closeSync, openSync} from 'node:fs';
import Database from 'better-sqlite3';

/**
 * The primary's database as this process holds it. POSIX locks belong to the process and are lost when it closes
 * any descriptor of the file: so here, and nowhere else in the process, the database and its `-shm` are opened,
 * once, and the descriptors are closed after the connections.
 */
export interface PrimaryFiles {
	/** Keeps a read transaction open, so that nobody starts the WAL again before it was read. */
	readonly reader: Database.Database;
	/** Takes the write lock when a checkpoint is to be made, and answers questions about the schema. */
	readonly writer: Database.Database;
	readonly databaseFd: number;
	readonly walFd: number;
	readonly indexFd: number;
	readonly pageSize: number;
	close(): void;
}

/** Waiting for others' locks blocks the host, so the writer gives up soon and is tried again. */
const readerTimeoutMs = 2_000;
const writerTimeoutMs = 20;

/** Opens the database and puts it into WAL mode. Throws what SQLite says, with nothing left open. */
export function openPrimaryFiles(path: string): PrimaryFiles {
	const connections: Database.Database[] = [];
	const fds: number[] = [];
	const close = () => {
		for (const connection of connections) connection.close();
		for (const fd of fds) closeSync(fd);
	};
	const connect = (timeout: number) => {
		const connection = new Database(path, {timeout, fileMustExist: true});
		connections.push(connection);
		return connection;
	};
	const open = (suffix: string) => {
		const fd = openSync(path + suffix, 'r');
		fds.push(fd);
		return fd;
	};
	try {
		const reader = connect(readerTimeoutMs);
		if (reader.pragma('journal_mode = WAL', {simple: true}) !== 'wal') {
			throw new Error('SQLite does not put the database into WAL mode.');
		}
		reader.pragma('wal_autocheckpoint = 0');
		// The first read makes `-wal` and `-shm`.
		reader.prepare('SELECT count(*) FROM sqlite_schema').get();
		const writer = connect(writerTimeoutMs);
		writer.prepare('SELECT count(*) FROM sqlite_schema').get();
		const pageSize = reader.pragma('page_size', {simple: true}) as number;
		return {
			reader,
			writer,
			databaseFd: open(''),
			walFd: open('-wal'),
			indexFd: open('-shm'),
			pageSize,
			close,
		};
	} catch (error) {
		close();
		throw error;
	}
}
