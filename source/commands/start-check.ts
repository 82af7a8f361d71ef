import {run} from './check.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';

/** `litescope check`. */
export function start({words: files}: Given): Promise<number> {
	return run({files}, processIo());
}
