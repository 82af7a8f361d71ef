import {existsSync, rmSync} from 'node:fs';
import type {Server} from 'node:net';
import {join} from 'node:path';
import {clockMs} from '../clock.ts';
import {Outbox} from '../outbox.ts';
import {sayFailure} from './full-disk.ts';
import {Cluster} from './host/cluster.ts';
import {openCluster, primaryName} from './host/create-cluster.ts';
import {FolderLockedError, type HostLock, lockFolder} from './host/host-lock.ts';
import {Clients, listen} from './host/server.ts';
import {Sessions} from './host/sessions.ts';
import type {HostAnswer, HostOptions} from './protocol.ts';

/** A host that nobody ever watched ends after so long. */
const unwatchedMs = 10_000;

/**
 * The process that owns an embedded cluster. Takes HostOptions as its one argument, in JSON; tells its parent, if
 * it has one, when it is ready or why it cannot be. It outlives its parent, and ends when its last watcher goes.
 */
async function run(options: HostOptions): Promise<void> {
	const lock = lockFolder(options.folder);
	const sessions = new Sessions();
	const outbox = new Outbox(events => {
		clients.publish(events);
		cluster.settle();
	});
	const isDeleted = () => {
		const deleted = !existsSync(join(options.folder, primaryName));
		if (deleted) void end(`${options.folder} was deleted, and the cluster with it.`);
		return deleted;
	};
	const cluster = new Cluster(options, openCluster(options), {outbox, sessions, isDeleted});
	let watched = false;
	const clients = new Clients(cluster, sessions, count => {
		watched ||= count > 0;
		if (count === 0) void end();
	});
	let server: Server | undefined;
	let ending = false;
	const end = async (gone?: string) => {
		if (ending) return;
		ending = true;
		if (gone !== undefined) tellGone(outbox, gone);
		await close(options, cluster, server, lock);
	};
	process.on('SIGTERM', () => void end());
	await cluster.start();
	server = await listen(options.socket, socket => clients.serve(socket));
	lock.announce(options.socket);
	setTimeout(() => watched || void end(), unwatchedMs);
	await tell({type: 'ready'});
}

function tellGone(outbox: Outbox, text: string): void {
	const atMs = clockMs();
	outbox.push({type: 'notice', atMs, level: 'error', text});
	outbox.push({type: 'gone', atMs, text, exitStatus: 3});
	outbox.flush();
}

async function close(
	{folder, temporary, socket}: HostOptions,
	cluster: Cluster,
	server: Server | undefined,
	lock: HostLock,
): Promise<void> {
	server?.close();
	try {
		await cluster.close();
	} finally {
		lock.release();
		rmSync(socket, {force: true});
		if (temporary) rmSync(folder, {recursive: true, force: true});
		process.exit();
	}
}

/** Tells the parent how starting went, and lets go of it. */
function tell(message: HostAnswer): Promise<void> {
	return new Promise(resolve => {
		if (!process.send || !process.connected) {
			resolve();
			return;
		}
		process.send(message, () => {
			if (process.connected) process.disconnect();
			resolve();
		});
	});
}

const options = JSON.parse(process.argv[2] ?? '') as HostOptions;
// The keys and the end of the terminal it was started from are not meant for it.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
try {
	await run(options);
} catch (error) {
	process.stderr.write(`${(error as Error).stack}\n`);
	const reason = sayFailure(error, options.folder);
	await tell({type: 'failed', reason, locked: error instanceof FolderLockedError});
	process.exit(1);
}
