import {existsSync, rmSync} from 'node:fs';
import {resolve} from 'node:path';
import type {ClusterCommand} from '../../../cluster/command.ts';
import type {ClusterEvent} from '../../../cluster/event.ts';
import {unregisterCluster} from '../../../home/runtime.ts';
import {clockMs} from '../../clock.ts';
import {type Channel, openChannel} from '../channel.ts';
import {sayFailure} from '../full-disk.ts';
import type {FromHost, ToHost} from '../protocol.ts';
import {release} from '../release.ts';
import {type Attached, attach, connectToRunning} from './attach.ts';
import type {HostProcess} from './host-process.ts';
import {type HostWatch, watchSilence} from './host-silence.ts';
import {checkEmbedded, EmbeddedError, type EmbeddedOptions, holdsCluster} from './options.ts';
import {discardTemporary, type PreparedFolder, prepareFolder} from './prepare-folder.ts';

/** A host that was started again and ends sooner than this is given up, in milliseconds. */
const soundMs = 2000;
/** How long a host that nobody watches any more may take to end before it is ended, in milliseconds. */
const farewellMs = 5000;

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
	let farewell: (last: boolean) => void = () => {};
	let heartbeat: HostWatch | undefined;
	let waiting: ClusterCommand[] = [];
	let socket: Promise<string>;

	const say = (text: string) => emit([{type: 'connecting', atMs: clockMs(), text}]);
	const fail = (error: unknown) => {
		if (over) return;
		over = true;
		const exitStatus = error instanceof EmbeddedError ? error.exitStatus : 1;
		const text = sayFailure(error, place?.folder ?? '');
		emit([{type: 'gone', atMs: clockMs(), text, exitStatus}]);
	};
	const receive = (message: FromHost) => {
		heartbeat?.heard();
		if (message.type === 'farewell') farewell(message.last);
		if (over) return;
		if (message.type === 'events') {
			for (const event of message.events) {
				// Another litescope's cluster is temporary too when this one has to start its host again.
				if (event.type === 'cluster' && place) place = {...place, temporary: event.cluster.temporary};
				if (event.type === 'gone') over = true;
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
		heartbeat = watchSilence(() => mine.send({type: 'ping'}), place!.folder, emit, fail);
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
		const {seed} = place;
		try {
			return adopt(await attach(hostOptions(place, options)));
		} catch (error) {
			discardTemporary(place);
			throw error;
		} finally {
			// The host has taken it, or another litescope made this cluster at the same moment.
			if (seed !== undefined) rmSync(seed, {force: true});
		}
	};
	const lost = () => {
		channel = undefined;
		heartbeat?.stop();
		farewell(true);
		if (over || !place) return;
		if (!existsSync(place.folder) || !holdsCluster(place.folder)) {
			fail(new EmbeddedError(3, `${place.folder} was deleted, and the cluster with it.`));
		} else if (clockMs() - restartedMs < soundMs) {
			fail(
				new EmbeddedError(1, `The cluster’s host ends again and again; its log is ${place.folder}/host.log.`),
			);
		} else begin(restart(place));
	};
	const restart = async (at: PreparedFolder): Promise<string> => {
		say('starting the cluster again');
		const {folder, temporary} = at;
		// Links may have been changed since it was started with these options.
		const path = adopt(await attach({folder, temporary}));
		restartedMs = clockMs();
		const text =
			'The process that runs the cluster ended unexpectedly. It was started again, and the cluster went on from what was on disk.';
		emit([{type: 'notice', atMs: clockMs(), level: 'warning', text}]);
		return path;
	};
	/** Resolved with whether nobody watches the cluster any more, which ends it. */
	const leave = async (): Promise<boolean> => {
		if (!channel) return true;
		const {promise, resolve} = Promise.withResolvers<boolean>();
		farewell = resolve;
		// A host that does not answer is treated as one that does not end.
		const timer = setTimeout(resolve, heartbeat?.isSilent() ? 0 : farewellMs, true);
		channel.send({type: 'leave'});
		const last = await promise;
		clearTimeout(timer);
		channel?.drop();
		return last;
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
			await socket.catch(() => {});
			const last = await leave();
			heartbeat?.stop();
			if (last && host && place) await seeOff(host, place);
		},
	};
}

function hostOptions(
	{folder, temporary, seed}: PreparedFolder,
	{replicas, latencyMs}: Pick<EmbeddedOptions, 'replicas' | 'latencyMs'>,
) {
	return {
		folder,
		temporary,
		...(replicas !== undefined && {replicas}),
		...(latencyMs !== undefined && {latencyMs}),
		...(seed !== undefined && {seed}),
	};
}

/** Waits for a host that nobody watches any more to end, and takes away what one that did not end well has left. */
async function seeOff(host: HostProcess, place: PreparedFolder): Promise<void> {
	const timer = setTimeout(() => host.kill(), farewellMs);
	await host.ended;
	clearTimeout(timer);
	discardTemporary(place);
	unregisterCluster(place.folder);
}
