import {readFileSync} from 'node:fs';
import {createConnection, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {isAlive, registerCluster} from '../../../home/runtime.ts';
import type {HostOptions} from '../protocol.ts';
import {type HostProcess, startHost} from './host-process.ts';
import {EmbeddedError} from './options.ts';

/** A connection to a cluster's host. */
export interface Attached {
	readonly connection: Socket;
	/** Where the host listens. */
	readonly socket: string;
	/** The host, where it was started for this. */
	readonly host?: HostProcess;
}

/** How long one waits for a host that ends just now, or has just been started by another, in milliseconds. */
const patienceMs = 5000;
const retryMs = 50;

/**
 * Connects to the host that runs a folder's cluster, or starts one. Two that start at once agree: the folder's lock
 * lets one host in, and the other litescope connects to it. Rejects with an EmbeddedError.
 */
export async function attach(options: Omit<HostOptions, 'socket'>): Promise<Attached> {
	const deadlineMs = Date.now() + patienceMs;
	for (;;) {
		const running = await connectToRunning(options.folder);
		if (running) return running;
		const {socket} = registerCluster(options);
		const host = startHost({...options, socket});
		try {
			await host.ready;
			return {connection: await connect(socket), socket, host};
		} catch (error) {
			// Another host has the folder: it is being started, or on its way out.
			const other = hostOf(options.folder);
			const waits = other && isAlive(other.pid) && Date.now() < deadlineMs;
			if (!waits) throw new EmbeddedError(1, (error as Error).message);
			await delay(retryMs);
		}
	}
}

/** Connects to the host that runs a folder's cluster; undefined where none does. */
export async function connectToRunning(folder: string): Promise<Attached | undefined> {
	const running = hostOf(folder);
	if (!running) return undefined;
	try {
		return {connection: await connect(running.socket), socket: running.socket};
	} catch {
		return undefined;
	}
}

function hostOf(folder: string): {readonly pid: number; readonly socket: string} | undefined {
	try {
		return JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8'));
	} catch {
		return undefined;
	}
}

function connect(path: string): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = createConnection(path);
		socket.once('error', reject);
		socket.once('connect', () => {
			socket.off('error', reject);
			resolve(socket);
		});
	});
}
