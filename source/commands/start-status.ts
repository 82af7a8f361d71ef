import {clusterOptionsOf} from './cluster-options.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {sayingErrors} from './saying-errors.ts';
import {run} from './status.ts';

/** `litescope status`. */
export function start({flags}: Given): Promise<number> {
	return sayingErrors(async () => run({...clusterOptionsOf(flags), json: flags.json === true}, processIo()));
}
