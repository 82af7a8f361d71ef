import {setTimeout as delay} from 'node:timers/promises';

/** Something that is looked at again and again. */
export interface Pulse {
	/** The next look is now. */
	nudge(): void;
	close(): void;
}

/** Looks after each interval, in milliseconds, which is asked for anew each time; until a look rejects or it is closed. */
export function startPulse(intervalMs: () => number, look: () => Promise<void>): Pulse {
	let wake = new AbortController();
	let closed = false;
	const beat = async () => {
		while (!closed) {
			await delay(intervalMs(), undefined, {signal: wake.signal}).catch(() => undefined);
			// Who wants a look while there is one wants another: that one may have begun too early.
			wake = new AbortController();
			if (!closed) await look();
		}
	};
	beat().catch(() => undefined);
	return {
		nudge: () => wake.abort(),
		close() {
			closed = true;
			wake.abort();
		},
	};
}
