import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './lint.ts';

/** `litescope lint`. */
export function start({flags, words: files}: Given): Promise<number> {
	return run({files, schema: flags.schema === true}, processIo());
}
