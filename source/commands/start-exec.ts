import {clusterOptionsOf} from './cluster-options.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {withSqlWord} from './exec/sql-words.ts';
import {run} from './exec.ts';
import {sayingErrors} from './saying-errors.ts';

/** `litescope exec`. */
export function start(given: Given): Promise<number> {
	const {
		flags,
		words: [sql],
	} = withSqlWord(given);
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
