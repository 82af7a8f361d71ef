import {chmodSync, closeSync, existsSync, openSync, renameSync, rmSync} from 'node:fs';
import Database from 'better-sqlite3';

/** How long an apply waits for readers at once. Without any waiting it starves beside a busy reader. */
const timeoutMs = 10;

/**
 * A replica's database as its thread holds it: a descriptor that pages are written through, and a connection that
 * takes SQLite's locks for that. POSIX locks belong to the process and are lost when it closes any descriptor of
 * the file: so here, and nowhere else in the process, the database is opened, and the descriptor is closed after
 * the connection.
 */
export class ReplicaFiles {
	readonly #path: string;
	#fd: number | undefined;
	#connection: Database.Database | undefined;
	#begin: Database.Statement | undefined;
	#rollback: Database.Statement | undefined;

	/** Opens the file for reading and writing, if it is there; `connect` is for when its content is a database. */
	constructor(path: string) {
		this.#path = path;
		rmSync(`${path}.new`, {force: true});
		if (existsSync(path)) this.#open();
	}

	/** The descriptor, or undefined where there is no file. */
	get fd(): number | undefined {
		return this.#fd;
	}

	/** For questions about the schema; undefined before `connect`. */
	get connection(): Database.Database | undefined {
		return this.#connection;
	}

	/** Connects SQLite. Throws what it says. */
	connect(): void {
		if (this.#connection) return;
		// A journal that somebody left would be rolled back into pages that never were in this database.
		rmSync(`${this.#path}-journal`, {force: true});
		this.#connection = new Database(this.#path, {timeout: timeoutMs, fileMustExist: true});
		this.#begin = this.#connection.prepare('BEGIN EXCLUSIVE');
		this.#rollback = this.#connection.prepare('ROLLBACK');
		// Only a courtesy: it keeps other users from writing, not root.
		chmodSync(this.#path, 0o444);
	}

	/** Takes the exclusive lock. Throws SQLITE_BUSY while others read. */
	lock(): void {
		this.#begin!.run();
	}

	unlock(): void {
		this.#rollback!.run();
	}

	/** Opens a new, empty file beside the database. The caller closes it before anything else. */
	openNew(): number {
		return openSync(`${this.#path}.new`, 'w+', 0o644);
	}

	/** Opens the new file again, for reading. */
	reopenNew(): number {
		return openSync(`${this.#path}.new`, 'r+');
	}

	removeNew(): void {
		rmSync(`${this.#path}.new`, {force: true});
	}

	/** Puts the new file in the database's place. Whoever has the old one open goes on seeing that. */
	replace(): void {
		this.close();
		for (const suffix of ['-wal', '-shm', '-journal']) rmSync(this.#path + suffix, {force: true});
		renameSync(`${this.#path}.new`, this.#path);
		this.#open();
	}

	close(): void {
		this.#connection?.close();
		this.#connection = undefined;
		if (this.#fd !== undefined) closeSync(this.#fd);
		this.#fd = undefined;
	}

	#open(): void {
		chmodSync(this.#path, 0o644);
		this.#fd = openSync(this.#path, 'r+');
	}
}
