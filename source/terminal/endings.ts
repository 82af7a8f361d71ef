import {visible} from './visible.ts';
import {writeNow} from './write-now.ts';

/** Signals that end a program, with the exit status that shells expect of each: 128 and its number. */
const signalStatuses = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143} as const;

/** The status when the terminal itself has gone. */
export const hangupStatus = signalStatuses.SIGHUP;

/**
 * Watches for whatever may end the process. A signal calls `onSignal` with the exit status it asks for. An error
 * that nobody caught goes to stderr, and the process exits with status 1. Before either, and before any other
 * exit, `restore` is called. While `isLent`, an interrupt is for the program that has the terminal and nothing is
 * done. Returns what stops the watching.
 */
export function watchEndings(
	restore: () => void,
	onSignal: (status: number) => void,
	isLent: () => boolean,
): () => void {
	const handlers = Object.entries(signalStatuses).map(
		([signal, status]) =>
			[
				signal as NodeJS.Signals,
				() => {
					if (signal === 'SIGINT' && isLent()) return;
					restore();
					onSignal(status);
				},
			] as const,
	);
	// Node hands rejections that nobody handles to the same listeners.
	const onError = (error: unknown) => {
		const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
		try {
			restore();
		} finally {
			writeNow(
				process.stderr,
				`litescope ended because of an error of its own:\n${visible(text, {lines: true})}\n`,
			);
			process.exit(1);
		}
	};

	for (const [signal, handler] of handlers) {
		process.on(signal, handler);
	}
	process.on('uncaughtException', onError);
	process.on('exit', restore);
	return () => {
		// Not before everybody has had the signal that is being told just now: Ink raises it again, and ends the process
		// in the middle of its farewell, where it finds nobody else listening.
		setImmediate(() => {
			for (const [signal, handler] of handlers) {
				process.off(signal, handler);
			}
		});
		process.off('uncaughtException', onError);
		process.off('exit', restore);
	};
}
