import {clusterOptionsOf} from './cluster-options.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './exec.ts';
import {sayingErrors} from './saying-errors.ts';

/** `litescope exec`. */
export function start({flags, words: [sql]}: Given): Promise<number> {
	const {node, format} = flags;
	return sayingErrors(async () =>
		run(
			{
				...clusterOptionsOf(flags),
				...(typeof node === 'string' && {node}),
				...(typeof format === 'string' && {format}),
				...(sql !== undefined && {sql}),
			},
			processIo(),
		),
	);
}
