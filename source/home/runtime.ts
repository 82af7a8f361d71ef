import {createHash} from 'node:crypto';
import {chmodSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createConnection} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {basename, join} from 'node:path';
import {makeFolder} from './make-folder.ts';

/** A cluster that was started on this machine by this person, as the runtime folder has it. */
export interface RunningCluster {
	readonly folder: string;
	readonly temporary: boolean;
	/** The process that started it. */
	readonly owner: number;
	/** The Unix socket of its host. */
	readonly socket: string;
}

/** The longest path of a Unix socket, in bytes, that every system takes (macOS: 104 with the end). */
const socketPathBytes = 103;
/** Bytes of the longest name in the runtime folder, with its slash. */
const nameBytes = 24;
const temporaryPrefix = 'litescope-';

/**
 * The folder for sockets and for the list of running clusters, made where it is missing: nobody else may enter it.
 * It goes with the login session where the system has such a place (XDG_RUNTIME_DIR), else it is below the folder
 * for temporary files. Throws a sentence where it cannot be had.
 */
export function runtimeFolder(env: NodeJS.ProcessEnv = process.env): string {
	const own = env.XDG_RUNTIME_DIR;
	const {uid} = userInfo();
	const candidates = [...(own ? [join(own, 'litescope')] : []), join(tmpdir(), `litescope-run-${uid}`)];
	const folder =
		candidates.find(path => Buffer.byteLength(path) + nameBytes <= socketPathBytes) ??
		`/tmp/litescope-run-${uid}`;
	makeFolder(folder);
	const found = lstatSync(folder);
	if (!found.isDirectory() || found.uid !== uid) {
		throw new Error(`${folder} belongs to someone else; set XDG_RUNTIME_DIR to a folder of your own.`);
	}
	chmodSync(folder, 0o700);
	return folder;
}

/** Lists a cluster as running, before its host is started. Gives the entry with the socket the host is to use. */
export function registerCluster(cluster: Pick<RunningCluster, 'folder' | 'temporary'>): RunningCluster {
	const path = entryPath(cluster.folder);
	const entry = {...cluster, owner: process.pid, socket: path.replace(/json$/, 'sock')};
	writeFileSync(`${path}.${process.pid}`, JSON.stringify(entry), {mode: 0o600});
	renameSync(`${path}.${process.pid}`, path);
	return entry;
}

/** Takes a cluster off the list. */
export function unregisterCluster(folder: string): void {
	rmSync(entryPath(folder), {force: true});
}

function entryPath(folder: string): string {
	const id = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	return join(runtimeFolder(), `${id}.json`);
}

/** A name for a new temporary cluster's folder; the folder is not made. */
export function temporaryFolder(): string {
	const random = createHash('sha256').update(`${process.pid} ${process.hrtime.bigint()} ${Math.random()}`);
	return join(tmpdir(), temporaryPrefix + random.digest('hex').slice(0, 12));
}

/**
 * The clusters whose host answers now. Those whose host and owner are both gone are taken off the list, and the
 * folder of a temporary one is removed.
 */
export async function runningClusters(): Promise<readonly RunningCluster[]> {
	const runtime = runtimeFolder();
	const entries = readdirSync(runtime)
		.filter(name => name.endsWith('.json'))
		.map(name => readEntry(join(runtime, name)))
		.filter(entry => entry !== undefined);
	const answers = await Promise.all(entries.map(({socket}) => answersAt(socket)));
	for (const [index, entry] of entries.entries()) {
		if (!answers[index] && !isAlive(entry.owner)) sweep(entry);
	}
	return entries.filter((_, index) => answers[index]);
}

function sweep(entry: RunningCluster): void {
	const {folder, temporary} = entry;
	// What is removed is only ever a folder that temporaryFolder named, whatever the entry says.
	if (temporary && basename(folder).startsWith(temporaryPrefix)) {
		rmSync(folder, {recursive: true, force: true});
	}
	rmSync(entry.socket, {force: true});
	unregisterCluster(folder);
}

function readEntry(path: string): RunningCluster | undefined {
	try {
		const entry = JSON.parse(readFileSync(path, 'utf8')) as RunningCluster;
		const socket = path.replace(/\.json$/, '.sock');
		return typeof entry.folder === 'string' && entry.socket === socket ? entry : undefined;
	} catch {
		return undefined;
	}
}

/** Whether someone takes connections on a Unix socket. */
export function answersAt(socket: string): Promise<boolean> {
	return new Promise(resolve => {
		const connection = createConnection(socket);
		connection.on('connect', () => {
			connection.destroy();
			resolve(true);
		});
		connection.on('error', () => resolve(false));
	});
}

/** Whether a process of this number is there; one that may not be signalled is. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
