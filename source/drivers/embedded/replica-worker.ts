import {type MessagePort, parentPort, workerData} from 'node:worker_threads';
import {clockMs} from '../clock.ts';
import type {SnapshotSource} from './primary/primary.ts';
import {Refusal} from './replica/content.ts';
import type {FromReplica, ToReplica} from './replica/messages.ts';
import {Replica} from './replica/replica.ts';

/** How long readers may keep an apply waiting before it is said. */
const holdSaidMs = 100;
/** How long until the next attempt, at first and when it has been said. */
const retryMs = 1;
const retryHeldMs = 25;
/** How often to look, without anything to apply, whether the database is what was written. */
const checkMs = 1_000;

const port: MessagePort = parentPort!;
let replica: Replica;
let paused = false;
/** A snapshot that was received and waits for readers. */
let snapshot: {source: SnapshotSource; checksums: ReturnType<Replica['receiveSnapshot']>} | undefined;
let busySinceMs: number | undefined;
let holdSaid = false;
let timer: NodeJS.Timeout | undefined;

function tell(message: FromReplica): void {
	port.postMessage(message);
}

/** Does something; what cannot be applied or goes wrong is told to the host. */
function guarded(run: () => void): void {
	try {
		run();
	} catch (error) {
		const {message, code} = error as NodeJS.ErrnoException;
		if (error instanceof Refusal) tell({type: 'refused', text: message});
		else tell({type: 'failed', message, ...(code !== undefined && {code})});
	}
}

function attempt(): void {
	clearTimeout(timer);
	if (paused) return;
	if (snapshot) attemptSnapshot();
	else if (replica.isBehindReceived) attemptApply();
}

function attemptApply(): void {
	const attempted = replica.apply();
	if (attempted.result === 'busy') {
		busy();
		return;
	}
	free();
	if (attempted.result === 'diverged') {
		tell({type: 'diverged', text: attempted.text});
		return;
	}
	tellApplied(attempted.first, false, false);
	if (attempted.schemaChanged) tellTables();
}

function attemptSnapshot(): void {
	const {source, checksums} = snapshot!;
	const installed = replica.installSnapshot(source, checksums);
	if (!installed) {
		busy();
		return;
	}
	snapshot = undefined;
	free();
	tellApplied(source.position.txid, true, installed.replaced);
	tellTables();
}

function busy(): void {
	const nowMs = clockMs();
	busySinceMs ??= nowMs;
	if (!holdSaid && nowMs - busySinceMs >= holdSaidMs) {
		holdSaid = true;
		tell({type: 'hold', sinceMs: busySinceMs});
	}
	timer = setTimeout(() => guarded(attempt), holdSaid ? retryHeldMs : retryMs);
}

function free(): void {
	if (holdSaid) tell({type: 'hold'});
	holdSaid = false;
	busySinceMs = undefined;
}

function tellApplied(first: bigint, whole: boolean, replaced: boolean): void {
	tell({type: 'applied', first, state: replica.state!, snapshot: whole, replaced, atMs: clockMs()});
}

function tellTables(): void {
	const tables = replica.tables();
	if (tables) tell({type: 'tables', tables});
}

function check(): void {
	if (snapshot || replica.isBehindReceived) return;
	const text = replica.divergence();
	if (text) tell({type: 'diverged', text});
}

function receive(message: ToReplica): void {
	switch (message.type) {
		case 'apply':
			replica.receive(message.batch);
			break;
		case 'snapshot':
			snapshot = {source: message.source, checksums: replica.receiveSnapshot(message.source)};
			tell({type: 'received'});
			break;
		case 'pause':
			paused = message.paused;
			break;
		case 'close':
			clearTimeout(timer);
			replica.close();
			process.exit();
	}
	attempt();
}

guarded(() => {
	replica = new Replica((workerData as {folder: string}).folder);
	const {state} = replica;
	tell({type: 'opened', ...(state && {state})});
	if (state) tellTables();
	port.on('message', (message: ToReplica) => guarded(() => receive(message)));
	setInterval(() => guarded(check), checkMs).unref();
	attempt();
});
