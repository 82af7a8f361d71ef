import {forkSession, type SessionProcess} from './session-process.ts';

/** How long after a statement the next spare is started, so that it takes no time from the statement, in ms. */
const restMs = 200;

/** Session processes that have started and are not in use yet, so that the next one is there at once. */
export interface SessionPool {
	/** Makes sure that a spare is started. */
	warm(): void;
	/** Like `warm`, but not just now. */
	warmSoon(): void;
	take(): SessionProcess;
	close(): void;
}

/** Makes a pool of one spare. */
export function createSessionPool(): SessionPool {
	let spare: SessionProcess | undefined;
	let closed = false;
	let timer: NodeJS.Timeout | undefined;
	const warm = () => {
		timer = undefined;
		if (closed) return;
		if (spare && !spare.hasEnded()) return;
		spare = forkSession();
	};
	return {
		warm,
		warmSoon() {
			timer ??= setTimeout(warm, restMs).unref();
		},
		take() {
			const taken = spare && !spare.hasEnded() ? spare : forkSession();
			spare = undefined;
			return taken;
		},
		close() {
			closed = true;
			clearTimeout(timer);
			spare?.kill();
		},
	};
}
