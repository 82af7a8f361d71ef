import {existsSync, rmSync} from 'node:fs';
import {resolve} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {ClusterCommand} from '../../../cluster/command.ts';
import type {ClusterEvent} from '../../../cluster/event.ts';
import {unregisterCluster} from '../../../home/runtime.ts';
import {type Channel, openChannel} from '../channel.ts';
import {clockMs} from '../clock.ts';
import type {FromHost, ToHost} from '../protocol.ts';
import {release} from '../release.ts';
import {type Attached, attach, connectToRunning} from './attach.ts';
import type {HostProcess} from './host-process.ts';
import {checkEmbedded, EmbeddedError, type EmbeddedOptions, holdsCluster} from './options.ts';
import {type PreparedFolder, prepareFolder} from './prepare-folder.ts';

/** A host that was started again and ends sooner than this is given up, in milliseconds. */
const soundMs = 2000;
/** How long a host that is not needed any more may take to end, in milliseconds. */
const farewellMs = 2000;

/** The line to a cluster's host, whichever process that is at the moment. */
export interface ClusterConnection {
	/** Goes out now, or when there is a host. */
	send(command: ClusterCommand): void;
	/** The host's socket, once there is a host. Rejects where there will be none. */
	socket(): Promise<string>;
	close(): Promise<void>;
}

/**
 * Connects to a cluster: prepares its folder, finds or starts its host, and starts the host again where it dies.
 * `starting` is called when the host is about to be started, a good time for other processes to start beside it.
 * What the host tells, and what there is to tell of it, goes to `emit`; `gone` is the last.
 */
export function connectCluster(
	options: EmbeddedOptions,
	emit: (events: readonly ClusterEvent[]) => void,
	starting: () => void,
): ClusterConnection {
	let place: PreparedFolder | undefined;
	let host: HostProcess | undefined;
	let channel: Channel<ToHost> | undefined;
	let restartedMs = Number.NEGATIVE_INFINITY;
	let over = false;
	let waiting: ClusterCommand[] = [];
	let socket: Promise<string>;

	const say = (text: string) => emit([{type: 'connecting', atMs: clockMs(), text}]);
	const fail = (error: unknown) => {
		if (over) return;
		over = true;
		const exitStatus = error instanceof EmbeddedError ? error.exitStatus : 1;
		emit([{type: 'gone', atMs: clockMs(), text: (error as Error).message, exitStatus}]);
	};
	const receive = (message: FromHost) => {
		if (over) return;
		if (message.type === 'events') {
			for (const event of message.events) {
				// Another litescope's cluster is temporary too when this one has to start its host again.
				if (event.type === 'cluster' && place) place = {...place, temporary: event.cluster.temporary};
			}
			emit(message.events);
		} else if (message.type === 'refused') fail(new EmbeddedError(3, message.reason));
	};
	const adopt = (attached: Attached): string => {
		host = attached.host ?? host;
		const mine = openChannel<FromHost, ToHost>(attached.connection, receive, () => {
			if (channel === mine) lost();
		});
		channel = mine;
		channel.send({type: 'hello', release, as: 'watcher'});
		for (const command of waiting) channel.send({type: 'command', command});
		waiting = [];
		return attached.socket;
	};
	const start = async (): Promise<string> => {
		// Nothing is told before the caller has the driver in its hands.
		await undefined;
		checkEmbedded(options);
		const {folder} = options;
		const running = folder !== undefined && (await connectToRunning(folder));
		if (running) {
			place = {folder: resolve(folder), temporary: false};
			return adopt(running);
		}
		place = await prepareFolder(options, say);
		starting();
		say('starting the cluster');
		const attached = await attach(hostOptions(place, options));
		// The host has taken it, or another litescope made this cluster at the same moment.
		if (place.seed !== undefined) rmSync(place.seed, {force: true});
		return adopt(attached);
	};
	const lost = () => {
		channel = undefined;
		if (over || !place) return;
		if (!existsSync(place.folder) || !holdsCluster(place.folder)) {
			fail(new EmbeddedError(3, 'The cluster has ended: its folder is gone.'));
		} else if (clockMs() - restartedMs < soundMs) {
			fail(
				new EmbeddedError(1, `The cluster’s host ends again and again; its log is ${place.folder}/host.log.`),
			);
		} else begin(restart(place));
	};
	const restart = async (at: PreparedFolder): Promise<string> => {
		say('starting the cluster again');
		const {folder, temporary} = at;
		const path = adopt(await attach(hostOptions({folder, temporary}, options)));
		restartedMs = clockMs();
		const text =
			'The process that runs the cluster ended unexpectedly. It was started again, and the cluster went on from what was on disk.';
		emit([{type: 'notice', atMs: clockMs(), level: 'warning', text}]);
		return path;
	};
	const begin = (attempt: Promise<string>) => {
		socket = attempt;
		attempt.catch(fail);
	};
	begin(start());
	return {
		socket: () => socket,
		send(command) {
			if (channel) channel.send({type: 'command', command});
			else waiting.push(command);
		},
		async close() {
			over = true;
			const path = await socket.catch(() => undefined);
			channel?.close();
			if (host && place && path !== undefined) await farewell(host, place, path);
		},
	};
}

function hostOptions(
	{folder, temporary, seed}: PreparedFolder,
	{replicas = 1, latencyMs = 0}: EmbeddedOptions,
) {
	return {folder, temporary, replicas, latencyMs, ...(seed !== undefined && {seed})};
}

/**
 * Waits for a host of ours to end, which it does when nobody watches it any more; while another litescope does, it
 * stays. What a host that did not end well has left behind is taken away.
 */
async function farewell(
	host: HostProcess,
	{folder, temporary}: PreparedFolder,
	socket: string,
): Promise<void> {
	const timeout = new AbortController();
	const ended = await Promise.race([
		host.ended.then(() => true),
		delay(farewellMs, false, {signal: timeout.signal}).catch(() => false),
	]);
	timeout.abort();
	if (!ended) return;
	if (temporary) rmSync(folder, {recursive: true, force: true});
	unregisterCluster(socket);
}
