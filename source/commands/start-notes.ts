import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './notes.ts';

/** `litescope notes`. */
export function start({flags}: Given): Promise<number> {
	return run({color: flags.color !== false && !process.env.NO_COLOR}, processIo());
}
