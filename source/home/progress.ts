import {randomBytes} from 'node:crypto';
import {readFileSync, renameSync} from 'node:fs';
import {isProgress, noProgress, type Progress} from './progress-format.ts';
import {reasonOf} from './reason-of.ts';
import {writeFileAtomic} from './write-file.ts';

/** Nobody else reads how somebody learns. */
const mode = 0o600;

/** What a file of progress held. */
export interface ReadProgress {
	readonly progress: Progress;
	/** What was wrong with it: a sentence. */
	readonly problem?: string;
	/** The file must stay as it is: why nothing is saved. */
	readonly keepOut?: string;
}

/**
 * Reads the progress in a lesson; a file that is not there is none. A damaged one is set aside under another name, one
 * of a newer format is left alone. Never throws.
 */
export function readProgress(path: string): ReadProgress {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {progress: noProgress};
		return leftAlone(`${path} cannot be read (${reasonOf(error)}).`);
	}
	const value = parse(text);
	const format = formatOf(value);
	if (format !== undefined && format > noProgress.format) {
		return leftAlone(`${path} was written by a newer litescope (format ${format}) and is left as it is.`);
	}
	return isProgress(value) ? {progress: value} : setAside(path);
}

/**
 * Saves the progress in a lesson; whenever the process ends, the file is the one before or this. Gives a sentence where
 * it cannot be saved. Never rejects.
 */
export async function writeProgress(path: string, progress: Progress): Promise<string | undefined> {
	try {
		await writeFileAtomic(path, `${JSON.stringify(progress, undefined, '\t')}\n`, {mode});
		return undefined;
	} catch (error) {
		return `Your progress cannot be saved in ${path}: ${reasonOf(error)}.`;
	}
}

function leftAlone(problem: string): ReadProgress {
	return {progress: noProgress, problem: `${problem} Your progress is not saved.`, keepOut: problem};
}

function setAside(path: string): ReadProgress {
	const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
	const aside = `${path}.damaged-${time}-${randomBytes(2).toString('hex')}`;
	try {
		renameSync(path, aside);
		const problem = `${path} was damaged; it is kept as ${aside}, and progress begins anew.`;
		return {progress: noProgress, problem};
	} catch (error) {
		return leftAlone(`${path} is damaged and cannot be renamed (${reasonOf(error)}).`);
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function formatOf(value: unknown): number | undefined {
	const format = (value as {readonly format?: unknown} | null | undefined)?.format;
	return typeof format === 'number' ? format : undefined;
}
