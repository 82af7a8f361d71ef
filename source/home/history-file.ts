import {randomBytes} from 'node:crypto';
import {open, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {writeFileAtomic} from './write-file.ts';

/**
 * The history's files: `history`, to which every litescope appends, and `history.<time>-<random>`, which it was
 * renamed to when it had grown long. Nothing is ever rewritten, so that no two litescopes can lose each other's
 * lines; the oldest files are removed as a whole.
 */
const partName = /^\d{16}-[0-9a-f]{8}$/;

/** Nobody else reads what was typed. */
const mode = 0o600;

/** What a file of history holds: one JSON string a line. */
export interface HistoryFile {
	readonly path: string;
	readonly entries: readonly string[];
	/** Some of it could not be read. */
	readonly damaged: boolean;
}

/** A name in the order of time, to the microsecond: busy litescopes end several parts within a millisecond. */
function stamp(): string {
	const microseconds = Math.round((performance.timeOrigin + performance.now()) * 1000);
	return `${microseconds}-${randomBytes(4).toString('hex')}`;
}

function isMissing(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** The paths of the history's files, the oldest first; `path` itself is the last, whether it exists or not. */
export async function listHistory(path: string): Promise<string[]> {
	const prefix = `${basename(path)}.`;
	try {
		const names = await readdir(dirname(path));
		const parts = names.filter(name => name.startsWith(prefix) && partName.test(name.slice(prefix.length)));
		return [...parts.sort().map(name => join(dirname(path), name)), path];
	} catch (error) {
		if (isMissing(error)) {
			return [path];
		}
		throw error;
	}
}

/** Reads one file; a missing one is empty, one of more than `limitBytes` is damaged. */
export async function readHistory(path: string, limitBytes: number): Promise<HistoryFile> {
	try {
		if ((await stat(path)).size > limitBytes) {
			return {path, entries: [], damaged: true};
		}
		const lines = (await readFile(path, 'utf8')).split('\n');
		// Another litescope may be writing the last line just now.
		const unfinished = lines.pop() ?? '';
		const parsed = lines.filter(line => line !== '').map(parseLine);
		const entries = [...parsed, parseLine(unfinished)].filter(entry => entry !== undefined);
		return {path, entries, damaged: parsed.includes(undefined)};
	} catch (error) {
		if (isMissing(error)) {
			return {path, entries: [], damaged: false};
		}
		throw error;
	}
}

function parseLine(line: string): string | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}

const asLines = (entries: readonly string[]) => entries.map(entry => `${JSON.stringify(entry)}\n`).join('');

/**
 * Renames a damaged file, and writes what could be read of it to another one in its place. Gives the damaged
 * file's new path; nothing where another litescope was faster.
 */
export async function setAside(file: HistoryFile, path: string): Promise<string[]> {
	const aside = `${path}.damaged-${stamp()}`;
	const kept = file.path === path ? `${path}.${stamp()}` : file.path;
	try {
		await rename(file.path, aside);
	} catch (error) {
		if (isMissing(error)) {
			return [];
		}
		throw error;
	}
	if (file.entries.length > 0) {
		await writeFileAtomic(kept, asLines(file.entries), {mode});
	}
	return [aside];
}

/** Appends an entry in one write. Throws where it could not be written whole. */
export async function appendHistory(path: string, entry: string): Promise<void> {
	const handle = await open(path, 'a+', mode);
	try {
		const stats = await handle.stat();
		if ((stats.mode & 0o077) !== 0) {
			await handle.chmod(mode);
		}
		const last = Buffer.alloc(1);
		if (stats.size > 0) {
			await handle.read(last, 0, 1, stats.size - 1);
		}
		// A line that was cut off by a full disk stays the only one that cannot be read.
		const ended = stats.size === 0 || last.toString() === '\n';
		const bytes = Buffer.from(`${ended ? '' : '\n'}${asLines([entry])}`);
		const {bytesWritten} = await handle.write(bytes);
		if (bytesWritten < bytes.length) {
			throw new Error('there is no space left for it');
		}
	} finally {
		await handle.close();
	}
}

/** Makes what has been appended so far an older part; what comes next begins a new file. */
export async function endPart(path: string): Promise<void> {
	try {
		await rename(path, `${path}.${stamp()}`);
	} catch (error) {
		if (!isMissing(error)) {
			throw error;
		}
	}
}

/** Removes the parts that are too old: those behind which there are enough entries. */
export async function removeOldParts(files: readonly HistoryFile[], enough: number): Promise<void> {
	let newer = 0;
	for (const file of files.toReversed()) {
		if (newer >= enough) {
			await rm(file.path, {force: true});
		}
		newer += file.entries.length;
	}
}
