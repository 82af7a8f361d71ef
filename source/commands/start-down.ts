import {endingSignals, processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './down.ts';

/** `litescope down`. */
export function start({flags}: Given): Promise<number> {
	return run({volumes: flags.volumes === true}, processIo(endingSignals));
}
