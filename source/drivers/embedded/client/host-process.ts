import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {entryFile} from '../entry.ts';
import type {HostOptions} from '../protocol.ts';

/** What a host tells the process that started it. */
type HostAnswer = {readonly type: 'ready'} | {readonly type: 'failed'; readonly reason: string};

/** A host that this process started. */
export interface HostProcess {
	/** Resolved when it listens. Rejects with its reason, a sentence, where it cannot. */
	readonly ready: Promise<void>;
	/** Resolved when it has ended. */
	readonly ended: Promise<void>;
	kill(): void;
}

/** Starts a host. It is no child in any other sense: it stays when this process ends, as long as it is watched. */
export function startHost(options: HostOptions): HostProcess {
	const log = openSync(join(options.folder, 'host.log'), 'a', 0o600);
	const child = spawn(process.execPath, [entryFile('host'), JSON.stringify(options)], {
		detached: true,
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	const ended = new Promise<void>(resolve => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	const ready = new Promise<void>((resolve, reject) => {
		child.once('message', (answer: HostAnswer) => {
			if (answer.type === 'ready') resolve();
			else reject(new Error(answer.reason));
			if (child.connected) child.disconnect();
			child.unref();
		});
		child.once('error', error =>
			reject(new Error(`The cluster’s host cannot be started: ${error.message}.`)),
		);
		void ended.then(() =>
			reject(
				new Error(`The cluster’s host ended before it was ready; its log is ${options.folder}/host.log.`),
			),
		);
	});
	ready.catch(() => {});
	return {ready, ended, kill: () => child.kill('SIGKILL')};
}
