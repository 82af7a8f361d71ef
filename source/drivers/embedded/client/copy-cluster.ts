import {constants, readdirSync, readFileSync, statSync} from 'node:fs';
import {copyFile, mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {answersAt, isAlive} from '../../../home/runtime.ts';
import {clockMs} from '../../clock.ts';

/** What belongs to the host that runs now, or can be made again: not a part of the cluster's data. */
const leftOut = /^(host\.(lock|json|log).*|seed-.*|.*-shm|.*-journal|.*\.new)$/;
/** What has not been written to for so long is not being written to; above what a file's time is exact to, in ms. */
const calmMs = 30;
/** How long one waits until it is looked again, in milliseconds. */
const lookMs = 20;

/** Why a cluster was not copied. */
export type NotCopied = 'too large' | 'written to all the time';

/** How a cluster is copied. */
export interface CopyLimits {
	readonly bytes: number;
	/** How long is waited for a moment in which nothing writes. */
	readonly patienceMs: number;
}

/**
 * Copies a cluster's folder, also while its host runs, to a new folder. It is copied again until nothing was written
 * meanwhile, so that the copy is the cluster at one moment. Gives why it could not be; nothing is left then. Rejects
 * with the system's errors. The process must have no SQLite connection on these files.
 */
export async function copyCluster(
	folder: string,
	into: string,
	limits: CopyLimits,
): Promise<NotCopied | undefined> {
	for (const untilMs = clockMs() + limits.patienceMs; ; ) {
		const before = lookAt(folder);
		if (before && before.bytes > limits.bytes) return 'too large';
		if (before && Date.now() - before.newestMs >= calmMs) {
			const copied = await copyFiles(folder, into, before.names);
			if (copied && lookAt(folder)?.text === before.text) return undefined;
			await rm(into, {recursive: true, force: true});
		}
		if (clockMs() >= untilMs) return 'written to all the time';
		await delay(lookMs);
	}
}

/** Waits until the host of a folder's cluster has ended. Gives false where it still runs after so long. */
export async function hostHasEnded(folder: string, patienceMs: number): Promise<boolean> {
	for (const untilMs = clockMs() + patienceMs; ; await delay(lookMs)) {
		const host = hostOf(folder);
		if (!host || !isAlive(host.pid)) return true;
		// After a crash its number may be another process's.
		if (clockMs() >= untilMs) return !(await answersAt(host.socket));
	}
}

function hostOf(folder: string): {readonly pid: number; readonly socket: string} | undefined {
	try {
		return JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
	} catch {
		return undefined;
	}
}

interface Look {
	/** Which files there are, how large, and when they were written last. */
	readonly text: string;
	readonly names: readonly string[];
	readonly bytes: number;
	readonly newestMs: number;
}

/** Undefined where a file went while it was looked at. */
function lookAt(folder: string): Look | undefined {
	const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => !leftOut.test(name.slice(name.lastIndexOf('/') + 1)))
		.sort();
	let bytes = 0;
	let newestMs = 0;
	const files: string[] = [];
	const lines: string[] = [];
	for (const name of names) {
		const stats = statSync(join(folder, name), {bigint: true, throwIfNoEntry: false});
		if (!stats) return undefined;
		if (!stats.isFile()) continue;
		files.push(name);
		bytes += Number(stats.size);
		newestMs = Math.max(newestMs, Number(stats.mtimeMs));
		lines.push(`${name} ${stats.ino} ${stats.size} ${stats.mtimeNs}`);
	}
	return {text: lines.join('\n'), names: files, bytes, newestMs};
}

/** Gives false where a file went meanwhile. */
async function copyFiles(folder: string, into: string, names: readonly string[]): Promise<boolean> {
	try {
		await mkdir(into, {mode: 0o700});
		for (const name of names) {
			const path = join(into, name);
			await mkdir(join(path, '..'), {recursive: true, mode: 0o700});
			await copyFile(join(folder, name), path, constants.COPYFILE_FICLONE);
		}
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw error;
	}
}
