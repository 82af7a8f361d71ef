import {EmbeddedError} from '../../drivers/embedded/client.ts';

/** How quickly a demo does what it does by itself. Times are in milliseconds. */
export interface Pace {
	/** From one typed character to the next; 0 has a statement there at once. */
	readonly keyMs: number;
	/** The longest that a statement is being typed. */
	readonly statementMs: number;
	/** From the last character to Enter. */
	readonly restMs: number;
	/** What is waited for is told when it has taken as long as this. */
	readonly lateMs: number;
	/** How long a text is left standing before it goes on by itself; undefined waits for a key. */
	readonly readingMs?: (text: string) => number;
}

/** At key presses, for a room. */
export const roomPace: Pace = {keyMs: 25, statementMs: 2000, restMs: 350, lateMs: 1000};

/**
 * The pace that the command line asks for: `auto` is what stands behind `--auto`, undefined where that is missing.
 * Throws an EmbeddedError.
 */
export function paceOf(auto: string | undefined): Pace {
	if (auto === undefined) return roomPace;
	const speed = auto === '' ? 1 : Number(auto);
	if (!(speed >= slowest && speed <= quickest))
		throw new EmbeddedError(
			2,
			`--auto takes a pace from ${slowest} to ${quickest}, where 1 is at ease, not ${auto}.`,
		);
	return autoPace(speed);
}

const slowest = 0.1;
const quickest = 100;

/** How quickly people read beside looking, and how long they look at what has no text. */
const wordsPerSecond = 3;
const lookMs = 1000;
const leastMs = 2000;

/** By itself. `speed` is 1 for a reader at ease, 2 for twice as quick. */
export function autoPace(speed: number): Pace {
	const {keyMs, statementMs, restMs, lateMs} = roomPace;
	return {
		keyMs: keyMs / speed,
		statementMs: statementMs / speed,
		restMs: restMs / speed,
		lateMs,
		readingMs: text => Math.round(readingMs(text) / speed),
	};
}

/** How long a text is read, in milliseconds. */
export function readingMs(text: string): number {
	const words = text.split(/\s+/).filter(Boolean).length;
	return Math.max(leastMs, lookMs + (words / wordsPerSecond) * 1000);
}
