import {clusterOptionsOf} from './cluster-options.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './up.ts';

/** `litescope up`. */
export function start({flags}: Given): Promise<number> {
	const port = typeof flags.port === 'string' ? {port: Number(flags.port)} : {};
	return run({...clusterOptionsOf(flags), ...port}, processIo());
}
