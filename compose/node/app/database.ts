import {existsSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {databasePath} from './litefs.ts';
import {Refusal} from './refusal.ts';

/** How long a statement waits for a lock, in milliseconds: LiteFS locks the database while it applies. */
const busyTimeoutMs = 1000;

/**
 * Reads from this node's database. Rows are to be read to the end (`all`, `get`) before this returns: an unfinished
 * SELECT is a read transaction, and LiteFS applies nothing on a replica while there is one.
 */
export function reading<Result>(work: (database: DatabaseSync) => Result): Result {
	return using({readOnly: true}, work);
}

/** Writes in one transaction, which is rolled back when `work` throws. Only the primary can. */
export function writing<Result>(work: (database: DatabaseSync) => Result): Result {
	return using({readOnly: false}, database => {
		database.exec('BEGIN IMMEDIATE');
		try {
			const result = work(database);
			database.exec('COMMIT');
			return result;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			throw error;
		}
	});
}

// A connection for each request: what the file is may change under a node, when a snapshot or an import comes.
function using<Result>(
	options: {readonly readOnly: boolean},
	work: (database: DatabaseSync) => Result,
): Result {
	if (!existsSync(databasePath)) {
		throw new Refusal(
			503,
			'This node has no database yet. A replica gets it from the primary; the primary of a new cluster is given one by `litescope up`.',
		);
	}
	const database = new DatabaseSync(databasePath, {...options, timeout: busyTimeoutMs});
	try {
		return work(database);
	} catch (error) {
		throw explained(error);
	} finally {
		database.close();
	}
}

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const busy = 5;
const locked = 6;

/** SQLite's error as an answer, where it is one that a client can do something about. */
function explained(error: unknown): unknown {
	const {errcode, message} = error as {errcode?: number; message: string};
	if (errcode === undefined) return error;
	const code = errcode & 0xff;
	if (code === busy || code === locked) {
		return new Refusal(503, 'The database is locked by someone else now. Try again.');
	}
	if (/^no such (table|column)/.test(message)) {
		return new Refusal(
			404,
			`This database is not the record shop that this page shows (${message}). The cluster replicates it all the same.`,
		);
	}
	return error;
}
