import {type ReadProgress, writeProgress} from '../../home/progress.ts';
import type {Progress} from '../../home/progress-format.ts';

/** The progress in a lesson that is being done. */
export interface ProgressKeeper {
	get(): Progress;
	/** Changes it, and saves it. */
	change(how: (progress: Progress) => Progress): void;
	/** Resolves when everything is saved, or could not be. */
	written(): Promise<void>;
}

/** Keeps progress in a file, unless that must stay as it is. `failed` is told where it cannot be saved. */
export function createProgressKeeper(
	path: string,
	{progress: read, keepOut}: ReadProgress,
	failed: (problem: string) => void,
): ProgressKeeper {
	let progress = read;
	let saved = read;
	let writing: Promise<void> | undefined;
	const write = async () => {
		while (saved !== progress) {
			const next = progress;
			const problem = await writeProgress(path, next);
			saved = next;
			if (problem !== undefined) failed(problem);
		}
		writing = undefined;
	};
	return {
		get: () => progress,
		change(how) {
			progress = how(progress);
			if (keepOut === undefined) writing ??= write();
		},
		written: async () => writing,
	};
}
