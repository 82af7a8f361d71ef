import {hangupStatus, watchEndings} from './endings.ts';
import type {Key} from './key.ts';
import {createKeyDecoder} from './keys.ts';
import {visible} from './visible.ts';
import {truncate} from './width.ts';
import {writeNow} from './write-now.ts';

/** The terminal while a full screen is on it: where keys come from, and what must be put back at the end. */
export interface Terminal {
	/** Sets the terminal's title. It goes the way of the frames, so it is never there before those written earlier. */
	setTitle(text: string): void;
	/** Lets another program have the keyboard until `resume`; the screen is the caller's affair. */
	pause(): void;
	resume(): void;
	/**
	 * Leaves the terminal as it was found. Done before this returns, once, and whatever ends the process; calling it
	 * again does nothing.
	 */
	restore(): void;
}

export interface TerminalOptions {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** The longest paste, in bytes of UTF-8. */
	readonly pasteBytes: number;
	onKey(key: Key): void;
	/** The terminal is about to be restored: whoever draws on it stops here, before this returns. */
	onRestore(): void;
	/** A signal came, or the terminal has gone; it is restored. The process should exit with this status. */
	onEnd(status: number): void;
}

/** A lone ESC is a key when nothing has followed it for so long. */
const escapeMs = 25;
const titleColumns = 200;

/** xterm's control sequences (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). */
const sequences = {
	pasteOn: '\u001b[?2004h',
	pasteOff: '\u001b[?2004l',
	/** Leaving the alternate screen puts the cursor where it was saved: it must be saved before. */
	saveCursor: '\u001b7',
	leaveScreen: '\u001b[?2026l\u001b[?1049l\u001b[0m\u001b[?25h',
	pushTitle: '\u001b[22;0t',
	popTitle: '\u001b[23;0t',
} as const;

/** Reads keys from stdin, in raw mode, and emits each. Returns what starts and stops that. */
function createKeyReader({stdin, onKey, pasteBytes}: TerminalOptions): {start(): void; stop(): void} {
	const decoder = createKeyDecoder(onKey, {pasteBytes});
	let timer: NodeJS.Timeout | undefined;
	const onData = (bytes: Buffer) => {
		clearTimeout(timer);
		decoder.write(bytes);
		if (decoder.pending()) {
			timer = setTimeout(decoder.flush, escapeMs);
		}
	};
	return {
		start() {
			stdin.setRawMode(true);
			stdin.on('data', onData);
			stdin.resume();
		},
		stop() {
			clearTimeout(timer);
			stdin.off('data', onData);
			stdin.pause();
			stdin.setRawMode(false);
		},
	};
}

/** Takes the terminal: raw mode, bracketed paste, its title; everything is put back whatever ends the process. */
export function openTerminal(options: TerminalOptions): Terminal {
	const {stdin, stdout} = options;
	const keys = createKeyReader(options);
	let restored = false;
	let paused = false;
	let title = '';

	const restore = () => {
		if (restored) {
			return;
		}
		restored = true;
		stopWatching();
		try {
			options.onRestore();
		} finally {
			writeNow(stdout, sequences.pasteOff + sequences.leaveScreen + sequences.popTitle);
			try {
				keys.stop();
			} catch {
				// There is no terminal any more whose mode could be set back.
			}
		}
	};
	const onHangup = () => {
		if (!restored) {
			restore();
			options.onEnd(hangupStatus);
		}
	};

	const stopWatching = watchEndings(restore, options.onEnd, () => paused);
	// Never taken off again: reads and writes that are under way when the terminal goes fail later.
	stdin.on('end', onHangup);
	stdin.on('error', onHangup);
	stdout.on('error', onHangup);
	stdout.write(sequences.saveCursor + sequences.pushTitle + sequences.pasteOn);
	keys.start();

	return {
		restore,
		setTitle(text) {
			const safe = truncate(visible(text), titleColumns);
			if (!restored && safe !== title) {
				title = safe;
				stdout.write(`\u001b]2;${safe}\u001b\\`);
			}
		},
		pause() {
			if (!paused && !restored) {
				paused = true;
				stdout.write(sequences.pasteOff);
				keys.stop();
			}
		},
		resume() {
			if (paused && !restored) {
				paused = false;
				stdout.write(sequences.pasteOn);
				keys.start();
			}
		},
	};
}
