import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';

/**
 * Makes a folder, and those above it that are missing, for their owner alone. Throws the system's error where one
 * cannot be made. (Node's own `recursive` never ends where a folder is there and nothing can be made in it, as in
 * /proc: the system says ENOENT, which Node takes for a folder above that is missing.)
 */
export function makeFolder(path: string): void {
	try {
		mkdirSync(path, {mode: 0o700});
	} catch (error) {
		if (isFolder(path)) return;
		const above = dirname(path);
		const missing = (error as NodeJS.ErrnoException).code === 'ENOENT' && above !== path && !isFolder(above);
		if (!missing) throw error;
		makeFolder(above);
		makeFolder(path);
	}
}

function isFolder(path: string): boolean {
	return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
