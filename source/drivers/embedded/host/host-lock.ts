import {renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {isBusy} from '../busy.ts';
import {release} from '../release.ts';

/** What owning a cluster's folder gives. */
export interface HostLock {
	/** Tells others, in `host.json`, where the host listens. */
	announce(socket: string): void;
	/** Takes that back, and lets go of the folder. */
	release(): void;
}

/** Another process owns the folder. */
export class FolderLockedError extends Error {}

/**
 * Makes this process the owner of a cluster's folder. The lock is one of SQLite's, so it goes with the process
 * whatever ends it. Throws FolderLockedError where another process has it.
 */
export function lockFolder(folder: string): HostLock {
	const connection = new Database(join(folder, 'host.lock'), {timeout: 0});
	try {
		connection.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		connection.close();
		if (isBusy(error)) throw new FolderLockedError(`Another litescope runs the cluster in ${folder}.`);
		throw error;
	}
	const path = join(folder, 'host.json');
	return {
		announce(socket) {
			const text = `${JSON.stringify({pid: process.pid, socket, release})}\n`;
			writeFileSync(`${path}.new`, text, {mode: 0o600});
			renameSync(`${path}.new`, path);
		},
		release() {
			rmSync(path, {force: true});
			connection.close();
		},
	};
}
