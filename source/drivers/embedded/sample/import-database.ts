import {existsSync} from 'node:fs';
import Database from 'better-sqlite3';
import {limits} from '../../../cluster/limits.ts';

/**
 * Copies a person's database, with what its WAL holds, to a file that does not exist yet, after checking that it is
 * sound. The original is only read. Rejects with a sentence.
 */
export async function importDatabase(file: string, into: string): Promise<void> {
	const source = openSource(file);
	try {
		check(source, file);
		await source.backup(into);
	} catch (error) {
		if (!(error instanceof Database.SqliteError)) throw error;
		throw new Error(sentence(file, error), {cause: error});
	} finally {
		source.close();
	}
	const copy = new Database(into);
	// One file without a WAL beside it: what the host copies is then all of it.
	copy.pragma('journal_mode = DELETE');
	copy.close();
}

function openSource(file: string): Database.Database {
	try {
		return new Database(file, {readonly: true, fileMustExist: true});
	} catch (error) {
		throw new Error(sentence(file, error as Error), {cause: error});
	}
}

function check(database: Database.Database, file: string): void {
	const bytes =
		Number(database.pragma('page_size', {simple: true})) *
		Number(database.pragma('page_count', {simple: true}));
	if (bytes > limits.databaseBytes) {
		const [has, most] = [bytes, limits.databaseBytes].map(count => count.toLocaleString('en'));
		throw new Error(`${file} has ${has} bytes; an embedded cluster takes at most ${most}.`);
	}
	const verdict = String(database.pragma('quick_check(1)', {simple: true}));
	if (verdict !== 'ok') {
		throw new Error(`${file} is damaged and was not imported. SQLite says: ${verdict}`);
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
