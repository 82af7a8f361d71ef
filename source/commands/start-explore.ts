import {clusterOptionsOf} from './cluster-options.ts';
import type {Given} from './command-line.ts';
import {run} from './explore/explore.ts';
import {sayingErrors} from './saying-errors.ts';

/** `litescope`. */
export function start({flags}: Given): Promise<number> {
	const color = flags.color !== false && !process.env.NO_COLOR;
	return sayingErrors(async () => run({...clusterOptionsOf(flags), color}));
}
