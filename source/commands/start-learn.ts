import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './learn.ts';
import {sayingErrors} from './saying-errors.ts';

/** `litescope learn`. */
export function start({flags, words: [lesson]}: Given): Promise<number> {
	const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
	const color = flags.color !== false && !process.env.NO_COLOR;
	const named = lesson === undefined ? {} : {lesson};
	return sayingErrors(async () =>
		run({...named, reset: flags.reset === true, isTerminal, color}, processIo()),
	);
}
