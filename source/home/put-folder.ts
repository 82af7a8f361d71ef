import {existsSync, renameSync, rmSync} from 'node:fs';

/**
 * Puts a folder that was made beside it, as `<path>.new`, in the place of a folder. Whatever ends the process meanwhile,
 * `settleFolder` finds the one before or the new one, whole. Throws the system's errors.
 */
export function putNewFolder(path: string): void {
	remove(`${path}.old`);
	if (existsSync(path)) renameSync(path, `${path}.old`);
	renameSync(`${path}.new`, path);
	remove(`${path}.old`);
}

/** Puts right what was broken off while a folder was put in the place of another. Throws the system's errors. */
export function settleFolder(path: string): void {
	// The new one is given its name when it is whole, and the old one goes aside after that.
	if (!existsSync(path)) {
		const there = [`${path}.new`, `${path}.old`].find(one => existsSync(one));
		if (there !== undefined) renameSync(there, path);
	}
	for (const rest of ['.making', '.new', '.old']) remove(path + rest);
}

/** Removes a folder with all that is in it. */
export function remove(path: string): void {
	rmSync(path, {recursive: true, force: true, maxRetries: 3});
}
