import {dirname} from 'node:path';
import {
	appendHistory,
	endPart,
	type HistoryFile,
	listHistory,
	readHistory,
	removeOldParts,
	setAside,
} from './history-file.ts';
import {makeFolder} from './make-folder.ts';

/** How much of the history is kept. */
export interface HistoryLimits {
	/** Entries. */
	readonly history: number;
	/** Bytes of one entry, in UTF-8. */
	readonly historyEntryBytes: number;
}

/** The statements that were typed, kept between runs, and shared by all litescopes that run at once. */
export interface History {
	/**
	 * What is kept, the oldest first. `problem` is a sentence for the person where some of it, or all, could not be
	 * read. Never rejects.
	 */
	load(): Promise<{readonly entries: readonly string[]; readonly problem?: string}>;
	/**
	 * Appends an entry, unless it is empty, the same as the last, or begins with a space, as in shells. Resolves to
	 * a sentence where it is not kept for another reason; the same reason is given once. Never rejects.
	 */
	add(entry: string): Promise<string | undefined>;
}

const because = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A history in a file and older parts beside it; nothing is read or made before `load` or `add`. */
export function openHistory(path: string, limits: HistoryLimits): History {
	let last: string | undefined;
	/** Lines that this litescope knows to be in the file that is appended to. */
	let lines = 0;
	let said: string | undefined;
	let queue: Promise<unknown> = Promise.resolve();

	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const result = queue.then(work);
		queue = result;
		return result;
	};

	/** Sets damaged files aside and removes those that are too old; a sentence where that should be known. */
	async function tidy(files: readonly HistoryFile[]): Promise<string | undefined> {
		try {
			const aside: string[] = [];
			for (const file of files.filter(each => each.damaged)) {
				aside.push(...(await setAside(file, path)));
			}
			await removeOldParts(files, limits.history);
			return aside.length === 0
				? undefined
				: `The history was damaged. What could be read is kept; the damaged file is now ${aside.join(' and ')}.`;
		} catch (error) {
			return `The history in ${path} is damaged or too long, and that cannot be changed: ${because(error)}.`;
		}
	}

	async function read(): Promise<{entries: string[]; problem?: string}> {
		const files: HistoryFile[] = [];
		for (const each of await listHistory(path)) {
			files.push(await readHistory(each, limits.history * limits.historyEntryBytes));
		}
		const newest = files.at(-1);
		lines = newest === undefined || newest.damaged ? 0 : newest.entries.length;
		const fitting = files
			.flatMap(file => file.entries)
			.filter(entry => Buffer.byteLength(entry) <= limits.historyEntryBytes);
		const entries = fitting.filter((entry, index) => entry !== fitting[index - 1]).slice(-limits.history);
		last = entries.at(-1);
		const problem = await tidy(files);
		return problem === undefined ? {entries} : {entries, problem};
	}

	async function append(entry: string): Promise<void> {
		makeFolder(dirname(path));
		await appendHistory(path, entry);
		last = entry;
		lines += 1;
		if (lines >= limits.history) {
			await endPart(path);
			lines = 0;
		}
	}

	return {
		load: () =>
			inTurn(async () => {
				try {
					return await read();
				} catch (error) {
					return {entries: [], problem: `The history in ${path} cannot be read: ${because(error)}.`};
				}
			}),
		add: entry =>
			inTurn(async () => {
				if (entry.trim() === '' || entry.startsWith(' ') || entry === last) {
					return undefined;
				}
				const bytes = Buffer.byteLength(entry);
				if (bytes > limits.historyEntryBytes) {
					const asText = (count: number) => count.toLocaleString('en-US');
					return `This statement has ${asText(bytes)} bytes; the history keeps those of up to ${asText(limits.historyEntryBytes)}.`;
				}
				try {
					await append(entry);
					said = undefined;
					return undefined;
				} catch (error) {
					const problem = `The history cannot be written to ${path}, so it will be gone when litescope ends: ${because(error)}.`;
					const known = problem === said;
					said = problem;
					return known ? undefined : problem;
				}
			}),
	};
}
