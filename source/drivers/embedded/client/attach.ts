import {readFileSync} from 'node:fs';
import {createConnection, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {registerCluster} from '../../../home/runtime.ts';
import {clockMs} from '../../clock.ts';
import type {HostOptions} from '../protocol.ts';
import {HostFailed, type HostProcess, startHost} from './host-process.ts';
import {EmbeddedError} from './options.ts';

/** A connection to a cluster's host. */
export interface Attached {
	readonly connection: Socket;
	/** Where the host listens. */
	readonly socket: string;
	/** The host, where it was started for this. */
	readonly host?: HostProcess;
}

/** How long one waits for a host that has the folder and cannot be connected to yet, or ends, in milliseconds. */
const patienceMs = 30_000;
/** How often one looks whether it can be connected to, and how often whether it has ended, in milliseconds. */
const lookMs = 50;
const startMs = 1000;

/**
 * Connects to the host that runs a folder's cluster, or starts one. Two that start at once agree: the folder's lock
 * lets one host in, and the other litescope connects to it. Rejects with an EmbeddedError.
 */
export async function attach(options: Omit<HostOptions, 'socket'>): Promise<Attached> {
	const {folder, temporary} = options;
	const untilMs = clockMs() + patienceMs;
	for (;;) {
		const running = await connectToRunning(folder);
		if (running) return running;
		const {socket} = registerCluster({folder, temporary});
		const host = startHost({...options, socket});
		try {
			await host.ready;
			return {connection: await connect(socket), socket, host};
		} catch (error) {
			if (!(error instanceof HostFailed && error.locked && clockMs() < untilMs)) {
				throw new EmbeddedError(1, (error as Error).message);
			}
		}
		const other = await otherHost(folder);
		if (other) return other;
	}
}

/** Waits for the host that has the folder's lock; undefined where it cannot be connected to for a while. */
async function otherHost(folder: string): Promise<Attached | undefined> {
	for (const untilMs = clockMs() + startMs; clockMs() < untilMs; await delay(lookMs)) {
		const running = await connectToRunning(folder);
		if (running) return running;
	}
	return undefined;
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

/** What a folder says of the host that runs its cluster; undefined where none does. */
export function hostOf(folder: string): {readonly pid: number; readonly socket: string} | undefined {
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
