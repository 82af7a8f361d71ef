import {
	accessSync,
	closeSync,
	constants,
	existsSync,
	openSync,
	readdirSync,
	readSync,
	statSync,
} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {limits} from '../../../cluster/limits.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import {fewerReplicas, readClusterFile} from '../host/cluster-file.ts';

/** What an embedded cluster is opened with. What is missing is as the folder has it, or one replica without latency. */
export interface EmbeddedOptions {
	/** The folder that keeps the cluster; without one it is temporary and goes when this driver is closed. */
	readonly folder?: string;
	readonly replicas?: number;
	/** Of each link, one way, in milliseconds. */
	readonly latencyMs?: number;
	/** A database file to begin with instead of the sample. */
	readonly importFile?: string;
	/** Rows of a result that are taken; undefined takes them all. */
	readonly rowLimit?: number;
	/** Start the sessions of the first nodes before they are needed, for people who should not wait. */
	readonly sessionsAhead?: boolean;
	/** How many processes for sessions are started beside the host's, for statements that are run at once; one. */
	readonly sessionsBeside?: number;
	/** Who this is, for messages to people, such as `explorer`. */
	readonly name: string;
}

/** Why a cluster could not be opened: a sentence, and the status with which a command ends for it. */
export class EmbeddedError extends Error {
	override readonly name = 'EmbeddedError';
	readonly exitStatus: 1 | 2 | 3;

	constructor(exitStatus: 1 | 2 | 3, message: string) {
		super(message);
		this.exitStatus = exitStatus;
	}
}

/** What only a host makes: a folder with it is ours, and a cluster that was broken off in it is begun anew. */
const mark = 'host.lock';
/** Names that a folder may have in it before its host has begun. */
const beginning = /^(host\.log|seed-[\da-f-]+\.db(-journal|-wal|-shm)?)$/;

/** Whether a folder holds a cluster that can be continued. */
export function holdsCluster(folder: string): boolean {
	return existsSync(join(folder, 'cluster.json'));
}

/**
 * Looks at what can be told before anything is started, so that a mistake is one sentence and not a screen.
 * Throws an EmbeddedError: 2 where the command line is at fault, 1 where a file or folder is.
 */
export function checkEmbedded(options: EmbeddedOptions): void {
	const {replicas, latencyMs, folder, importFile} = options;
	checkNumber('--replicas', replicas, 1, limits.replicas, 'replicas');
	checkNumber('--latency', latencyMs, 0, limits.latencyMs, 'milliseconds');
	if (folder !== undefined) {
		checkFolder(resolve(folder), importFile);
		checkReplicas(resolve(folder), replicas);
	}
	if (importFile !== undefined) checkImport(importFile);
}

function checkNumber(
	option: string,
	value: number | undefined,
	least: number,
	most: number,
	unit: string,
): void {
	if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return;
	throw new EmbeddedError(2, `${option} takes ${least} to ${groupDigits(most)} ${unit}, not ${value}.`);
}

function checkFolder(folder: string, importFile: string | undefined): void {
	const stats = statSync(folder, {throwIfNoEntry: false});
	if (!stats) {
		checkWritable(existingParent(folder), folder);
		return;
	}
	if (!stats.isDirectory()) {
		throw new EmbeddedError(1, `${folder} is a file; a cluster is kept in a folder.`);
	}
	checkWritable(folder, folder);
	if (holdsCluster(folder)) {
		if (importFile === undefined) return;
		throw new EmbeddedError(
			2,
			`${folder} holds a cluster already, and --import begins a new one: give it a new folder.`,
		);
	}
	const names = readdirSync(folder);
	const other = names.find(name => !beginning.test(name));
	if (other !== undefined && !names.includes(mark)) {
		throw new EmbeddedError(
			1,
			`${folder} holds no cluster but other files (${other}): give a cluster a new or empty folder.`,
		);
	}
}

function checkReplicas(folder: string, replicas: number | undefined): void {
	let kept: number | undefined;
	try {
		kept = readClusterFile(folder)?.replicas;
	} catch {
		// Whatever is wrong with it is found, and said, when it is opened.
	}
	const problem = kept === undefined ? undefined : fewerReplicas(folder, kept, replicas);
	if (problem !== undefined) throw new EmbeddedError(2, problem);
}

function existingParent(path: string): string {
	const parent = dirname(path);
	return existsSync(parent) || parent === path ? parent : existingParent(parent);
}

function checkWritable(existing: string, wanted: string): void {
	try {
		if (!statSync(existing).isDirectory()) throw new Error();
		accessSync(existing, constants.W_OK | constants.X_OK);
	} catch {
		throw new EmbeddedError(1, `${wanted} cannot be written: give --data-dir a folder of your own.`);
	}
}

/** Where a file's name and its first bytes already tell that it cannot be imported. The rest needs SQLite. */
function checkImport(file: string): void {
	const stats = statSync(file, {throwIfNoEntry: false});
	if (!stats) throw new EmbeddedError(1, `${file} does not exist; --import takes a SQLite database file.`);
	if (stats.isDirectory())
		throw new EmbeddedError(1, `${file} is a folder; --import takes a SQLite database file.`);
	if (stats.size > limits.databaseBytes) {
		const [has, most] = [stats.size, limits.databaseBytes].map(groupDigits);
		throw new EmbeddedError(1, `${file} has ${has} bytes; an embedded cluster takes at most ${most}.`);
	}
	if (stats.size > 0 && headerOf(file) !== 'SQLite format 3\0') {
		throw new EmbeddedError(1, `${file} is not a SQLite database.`);
	}
	if (stats.size === 0)
		throw new EmbeddedError(1, `${file} is empty; --import takes a SQLite database file.`);
}

function headerOf(file: string): string {
	try {
		const descriptor = openSync(file, 'r');
		const header = Buffer.alloc(16);
		readSync(descriptor, header);
		closeSync(descriptor);
		return header.toString('latin1');
	} catch (error) {
		throw new EmbeddedError(1, `${file} cannot be read: ${(error as Error).message}`);
	}
}
