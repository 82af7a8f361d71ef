import type {ClusterEvent} from '../../../cluster/event.ts';
import {limits} from '../../../cluster/limits.ts';
import {clockMs} from '../../clock.ts';
import {type Heartbeat, startHeartbeat} from '../../heartbeat.ts';
import {hostOf} from './attach.ts';
import {EmbeddedError} from './options.ts';

/** What is known of the host's being alive. */
export interface HostWatch extends Heartbeat {
	/** It has not answered for a while. */
	isSilent(): boolean;
}

/**
 * Tells when a folder's host does not answer, and when it does again; `fail` is called where it has never answered
 * and does not for too long.
 */
export function watchSilence(
	ask: () => void,
	folder: string,
	emit: (events: readonly ClusterEvent[]) => void,
	fail: (error: EmbeddedError) => void,
): HostWatch {
	let everHeard = false;
	let isTold = false;
	const heartbeat = startHeartbeat({
		ask,
		silent(sinceMs) {
			const silentMs = clockMs() - sinceMs;
			if (!everHeard && silentMs >= limits.hostAnswerMs) {
				heartbeat.stop();
				fail(new EmbeddedError(3, sentence(folder, silentMs)));
			} else if (!isTold) {
				isTold = true;
				const atMs = clockMs();
				const text = `${sentence(folder, silentMs)} Until then nothing is replicated.`;
				emit([
					{type: 'silent', atMs, sinceMs},
					{type: 'notice', atMs, level: 'warning', text},
				]);
			}
		},
		again(sinceMs) {
			isTold = false;
			const atMs = clockMs();
			const text = `The cluster’s host answers again, after ${seconds(atMs - sinceMs)}.`;
			emit([
				{type: 'silent', atMs},
				{type: 'notice', atMs, level: 'info', text},
			]);
		},
	});
	return {
		heard() {
			everHeard = true;
			heartbeat.heard();
		},
		isSilent: () => isTold,
		stop() {
			heartbeat.stop();
			if (isTold) emit([{type: 'silent', atMs: clockMs()}]);
			isTold = false;
		},
	};
}

function sentence(folder: string, silentMs: number): string {
	const pid = hostOf(folder)?.pid;
	const who = pid === undefined ? 'The cluster’s host' : `The cluster’s host, process ${pid},`;
	const how = pid === undefined ? 'it is suspended' : `it is suspended (kill -CONT ${pid} wakes it)`;
	return `${who} has not answered for ${seconds(silentMs)}: ${how}, or the machine is too busy.`;
}

function seconds(ms: number): string {
	return `${Math.round(ms / 1000)} s`;
}
