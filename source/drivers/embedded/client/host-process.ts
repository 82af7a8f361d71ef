import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {entryFile} from '../entry.ts';
import type {HostAnswer, HostOptions} from '../protocol.ts';

/** Why a host could not start. */
export class HostFailed extends Error {
	/** Another host owns the folder. */
	readonly locked: boolean;

	constructor(reason: string, locked = false) {
		super(reason);
		this.locked = locked;
	}
}

/** A host that this process started. */
export interface HostProcess {
	/** Resolved when it listens. Rejects with HostFailed, a sentence, where it cannot. */
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
			else reject(new HostFailed(answer.reason, answer.locked));
			if (child.connected) child.disconnect();
			child.unref();
		});
		child.once('error', error =>
			reject(new HostFailed(`The cluster’s host cannot be started: ${error.message}.`)),
		);
		void ended.then(() =>
			reject(
				new HostFailed(
					`The cluster’s host ended before it was ready; its log is ${options.folder}/host.log.`,
				),
			),
		);
	});
	ready.catch(() => {});
	return {ready, ended, kill: () => child.kill('SIGKILL')};
}
