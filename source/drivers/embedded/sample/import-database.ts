import {existsSync, rmSync} from 'node:fs';
import Database from 'better-sqlite3';
import {limits} from '../../../cluster/limits.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import {copyIdle} from './copy-idle.ts';

/**
 * Copies a person's database, with what its WAL holds, to a file that does not exist yet, after checking that it is
 * sound. The original is only read, and its folder left as it was. Rejects with a sentence.
 */
export async function importDatabase(file: string, into: string): Promise<void> {
	try {
		if (copyIdle(file, into)) {
			withDatabase(new Database(into), copy => {
				check(copy, file);
				settle(copy);
			});
			return;
		}
		const source = new Database(file, {readonly: true, fileMustExist: true});
		try {
			check(source, file);
			await source.backup(into);
		} finally {
			source.close();
		}
		withDatabase(new Database(into), settle);
	} catch (error) {
		for (const suffix of ['', '-wal', '-shm']) rmSync(into + suffix, {force: true});
		if (error instanceof Rejection) throw error;
		throw new Error(sentence(file, error as Error), {cause: error});
	}
}

/** Why a database is not taken: a sentence. */
class Rejection extends Error {}

function withDatabase(database: Database.Database, use: (database: Database.Database) => void): void {
	try {
		use(database);
	} finally {
		database.close();
	}
}

/** Makes one file of it, without a WAL beside it: what the host copies is then all of it. */
function settle(copy: Database.Database): void {
	copy.pragma('journal_mode = DELETE');
}

function check(database: Database.Database, file: string): void {
	const bytes =
		Number(database.pragma('page_size', {simple: true})) *
		Number(database.pragma('page_count', {simple: true}));
	if (bytes > limits.databaseBytes) {
		const [has, most] = [bytes, limits.databaseBytes].map(groupDigits);
		throw new Rejection(`${file} has ${has} bytes; an embedded cluster takes at most ${most}.`);
	}
	const verdict = String(database.pragma('quick_check(1)', {simple: true}));
	if (verdict !== 'ok') {
		throw new Rejection(`${file} is damaged and was not imported. SQLite says: ${verdict}`);
	}
}

const sentences: Readonly<Record<string, (file: string) => string>> = {
	SQLITE_NOTADB: file => `${file} is not a SQLite database.`,
	SQLITE_CORRUPT: file => `${file} is damaged and was not imported.`,
	SQLITE_BUSY: file => `${file} is locked by another program: close that and try again.`,
};

function sentence(file: string, error: Error): string {
	const code = error instanceof Database.SqliteError ? error.code : '';
	const known = sentences[code.split('_', 2).join('_')]?.(file);
	if (known) return known;
	const hint = existsSync(`${file}-wal`)
		? ' It has a WAL beside it, which SQLite must be able to read too.'
		: '';
	return `${file} cannot be imported: ${error.message}.${hint}`;
}
