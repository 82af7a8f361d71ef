import {forkSession, type SessionProcess} from './session-process.ts';

/** How long after a statement the next spare is started, so that it takes no time from the statement, in ms. */
const restMs = 200;

/** Session processes that have started and are not in use yet, so that the next one is there at once. */
export interface SessionPool {
	/** Makes sure that a spare is started, or so many of them. */
	warm(count?: number): void;
	/** Like `warm`, but not just now. */
	warmSoon(): void;
	take(): SessionProcess;
	close(): void;
}

/** Makes a pool, which keeps one spare by itself. */
export function createSessionPool(): SessionPool {
	let spares: SessionProcess[] = [];
	let closed = false;
	let timer: NodeJS.Timeout | undefined;
	const warm = (count = 1) => {
		timer = undefined;
		if (closed) return;
		spares = spares.filter(spare => !spare.hasEnded());
		while (spares.length < count) spares.push(forkSession());
	};
	return {
		warm,
		warmSoon() {
			timer ??= setTimeout(() => warm(), restMs).unref();
		},
		take() {
			spares = spares.filter(spare => !spare.hasEnded());
			return spares.shift() ?? forkSession();
		},
		close() {
			closed = true;
			clearTimeout(timer);
			for (const spare of spares) spare.kill();
		},
	};
}
