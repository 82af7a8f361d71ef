import {randomBytes} from 'node:crypto';
import {open, realpath, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {makeFolder} from './make-folder.ts';

/** The file itself where the path is a link to it: replacing the link would cut it off from where it leads. */
async function target(path: string): Promise<string> {
	try {
		return await realpath(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return path;
		}
		throw error;
	}
}

/** What was renamed is there after a power cut only when its folder has been written too. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Writes a file so that whoever reads it, and whatever happens meanwhile, it is either as it was or whole. Folders
 * that are missing are made, for their owner alone. Throws the system's errors; nothing is left behind then.
 */
export async function writeFileAtomic(
	path: string,
	data: string | Uint8Array,
	options: {readonly mode: number},
): Promise<void> {
	makeFolder(dirname(path));
	const file = await target(path);
	const temporary = join(
		dirname(file),
		`.${basename(file)}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`,
	);
	try {
		const handle = await open(temporary, 'wx', options.mode);
		try {
			// The mode at opening is cut down by the umask.
			await handle.chmod(options.mode);
			await handle.writeFile(data);
			await handle.sync();
		} finally {
			await handle.close();
		}
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	}
	await syncFolder(dirname(file));
}
