import type {ClusterEvent} from '../../cluster/event.ts';
import {clockMs} from '../clock.ts';
import type {Endpoint} from './engine/endpoint.ts';

/** Tells people when the engine does not answer, and when it does again. */
export interface EngineAbsence {
	/** It has not answered since then; it may only be busy. */
	silent(sinceMs: number): void;
	/** It went away, and is looked for. */
	lost(): void;
	/** It answers again. */
	over(): void;
}

/** Makes the events of it. */
export function createEngineAbsence({address}: Endpoint, emit: (event: ClusterEvent) => void): EngineAbsence {
	let sinceMs: number | undefined;
	let isLost = false;
	const notice = (level: 'info' | 'warning', text: string) =>
		emit({type: 'notice', atMs: clockMs(), level, text});
	const begin = (atMs: number) => {
		if (sinceMs !== undefined) return;
		sinceMs = atMs;
		emit({type: 'silent', atMs: clockMs(), sinceMs});
	};
	return {
		silent(atMs) {
			begin(atMs);
			notice('warning', `The Docker engine at ${address} does not answer. It may be too busy, or suspended.`);
		},
		lost() {
			begin(clockMs());
			if (!isLost)
				notice('warning', `The Docker engine at ${address} went away. It is tried again by itself.`);
			isLost = true;
		},
		over() {
			if (sinceMs === undefined) return;
			const seconds = Math.round((clockMs() - sinceMs) / 1000);
			sinceMs = undefined;
			isLost = false;
			emit({type: 'silent', atMs: clockMs()});
			notice('info', `The Docker engine answers again, after ${seconds} s.`);
		},
	};
}
