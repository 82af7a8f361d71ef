import {dirname, join} from 'node:path';
import Database from 'better-sqlite3';
import {databaseName} from '../protocol.ts';
import type {HostLink} from './host-link.ts';
import {linkToHost} from './host-link.ts';
import {type Positions, watchPositions} from './positions.ts';

/** How long a statement waits for another connection's lock, in milliseconds, before it fails as busy. */
const busyTimeoutMs = 5000;

/** A person's open connection to one node. */
export interface Connection {
	readonly database: Database.Database;
	/** A replica's: SQLite itself refuses every write. */
	readonly readonly: boolean;
	readonly host: HostLink;
	readonly positions: Positions;
}

/**
 * Opens a node's database by way of its host. Rejects with a sentence where the host does not take the session or
 * the database cannot be opened.
 *
 * From here on nothing in this process may open or close the database file or its `-shm` by path: that would drop
 * all the locks that SQLite holds on it (POSIX locks belong to the process).
 */
export async function connect(
	to: {readonly socket: string; readonly node: string; readonly name: string},
	ended: (reason: string) => void,
): Promise<Connection> {
	const host = await linkToHost(to, ended);
	const positions = watchPositions(
		`${host.path}-pos`,
		join(dirname(dirname(host.path)), 'primary', `${databaseName}-pos`),
	);
	return {database: openDatabase(host.path, host.readonly), readonly: host.readonly, host, positions};
}

/** Opens a database file that belongs to no cluster's host. Throws what SQLite says. */
export function connectFile(path: string): Connection {
	return {
		database: openDatabase(path, true),
		readonly: true,
		host: {path, readonly: true, mark: () => Promise.resolve(undefined)},
		positions: {node: () => undefined, primary: () => undefined, saw() {}},
	};
}

function openDatabase(path: string, readonly: boolean): Database.Database {
	const database = new Database(path, {readonly, fileMustExist: true, timeout: busyTimeoutMs});
	database.defaultSafeIntegers(true);
	// better-sqlite3 is compiled with foreign keys enforced; people know SQLite, and LiteFS, with them off.
	database.pragma('foreign_keys = OFF');
	return database;
}
