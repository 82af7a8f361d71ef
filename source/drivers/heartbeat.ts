import {limits} from '../cluster/limits.ts';
import {clockMs} from './clock.ts';

/** How often the other end is asked for a sign of life, in milliseconds. */
const beatMs = 1000;

/** Whether the other end of a connection is alive. */
export interface Heartbeat {
	/** It said something. */
	heard(): void;
	stop(): void;
}

/**
 * Asks for a sign of life each second. `silent` is called when none has come for `limits.hostSilentMs`, and each
 * second as long as that lasts, with the time of the last on the cluster's clock; `again` when one comes after that.
 */
export function startHeartbeat(on: {
	readonly ask: () => void;
	readonly silent: (sinceMs: number) => void;
	readonly again: (sinceMs: number) => void;
}): Heartbeat {
	let heardMs = clockMs();
	let isSilent = false;
	let stopped = false;
	const look = () => {
		if (stopped) return;
		if (clockMs() - heardMs >= limits.hostSilentMs) {
			isSilent = true;
			on.silent(heardMs);
		}
		on.ask();
	};
	// What came while this process itself was suspended is read before it is looked for.
	const timer = setInterval(() => setImmediate(look), beatMs).unref();
	return {
		heard() {
			const sinceMs = heardMs;
			heardMs = clockMs();
			if (isSilent) on.again(sinceMs);
			isSilent = false;
		},
		stop() {
			stopped = true;
			clearInterval(timer);
		},
	};
}
