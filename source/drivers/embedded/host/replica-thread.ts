import {Worker} from 'node:worker_threads';
import {entryFile} from '../entry.ts';
import type {FromReplica, ToReplica} from '../replica/messages.ts';

/** A replica's thread, as the host sees it. */
export interface ReplicaThread {
	send(message: ToReplica): void;
	/** Closes everything; resolved when the thread has ended. */
	close(): Promise<void>;
	/** Ends it in the middle of whatever it does. */
	kill(): Promise<void>;
}

/** How long closing may take: an apply that is under way is finished first. */
const patienceMs = 2_000;

/** Starts a replica's thread on its folder. An unexpected end is told as `failed`. */
export function startReplicaThread(folder: string, receive: (message: FromReplica) => void): ReplicaThread {
	const worker = new Worker(entryFile('replica-worker'), {workerData: {folder}});
	let over = false;
	const ended = new Promise<void>(resolve => worker.once('exit', () => resolve()));
	worker.on('message', (message: FromReplica) => {
		if (!over) receive(message);
	});
	worker.on('error', error => {
		if (!over) receive({type: 'failed', message: (error as Error).message});
	});
	const kill = async () => {
		over = true;
		await worker.terminate();
	};
	return {
		send(message) {
			worker.postMessage(message);
		},
		async close() {
			over = true;
			worker.postMessage({type: 'close'} satisfies ToReplica);
			const timer = setTimeout(() => void worker.terminate(), patienceMs);
			await ended;
			clearTimeout(timer);
		},
		kill,
	};
}
