import {randomUUID} from 'node:crypto';
import {realpathSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {makeFolder} from '../../../home/make-folder.ts';
import {registerCluster, runningClusters, temporaryFolder, unregisterCluster} from '../../../home/runtime.ts';
import {makeSeed} from './make-seed.ts';
import {EmbeddedError, type EmbeddedOptions, holdsCluster} from './options.ts';

/** A folder in which a host can be started. */
export interface PreparedFolder {
	readonly folder: string;
	readonly temporary: boolean;
	/** The database that a new cluster begins with; undefined where the folder holds one. */
	readonly seed?: string;
}

/**
 * Makes the folder of a cluster and, for a new one, the database it begins with. `say` is told what is being done.
 * Rejects with an EmbeddedError.
 */
export async function prepareFolder(
	options: EmbeddedOptions,
	say: (text: string) => void,
): Promise<PreparedFolder> {
	// Also takes away what litescopes that were killed have left behind.
	await runningClusters();
	const made = openFolder(options.folder);
	if (holdsCluster(made.folder)) return made;
	const {importFile} = options;
	say(importFile === undefined ? 'making the sample database' : `checking and copying ${importFile}`);
	const seed = join(made.folder, `seed-${randomUUID()}.db`);
	try {
		await makeSeed({into: seed, ...(importFile !== undefined && {importFile})});
	} catch (error) {
		rmSync(seed, {force: true});
		discardTemporary(made);
		throw error;
	}
	return {...made, seed};
}

/** Takes away what is left of a temporary cluster that nothing runs any more; a kept one stays. */
export function discardTemporary({folder, temporary}: PreparedFolder): void {
	if (!temporary) return;
	rmSync(folder, {recursive: true, force: true});
	unregisterCluster(folder);
}

function openFolder(wanted: string | undefined): PreparedFolder {
	const folder = wanted === undefined ? temporaryFolder() : resolve(wanted);
	const temporary = wanted === undefined;
	try {
		// Listed before it is there, so that it is swept whenever this process is killed.
		if (temporary) registerCluster({folder, temporary});
		makeFolder(folder);
		return {folder: temporary ? folder : realpathSync(folder), temporary};
	} catch (error) {
		const {code, message} = error as NodeJS.ErrnoException;
		throw new EmbeddedError(
			1,
			`${folder} cannot be made (${code ?? message}): give --data-dir a folder of your own.`,
		);
	}
}
