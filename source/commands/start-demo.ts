import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './demo.ts';

/** `litescope demo`. */
export function start({flags, words: [file]}: Given): Promise<number> {
	return run({plain: flags.plain === true, ...(file !== undefined && {file})}, processIo());
}
