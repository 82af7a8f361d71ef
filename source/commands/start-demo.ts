import {clusterOptionsOf} from './cluster-options.ts';
import {endingSignals, processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './demo.ts';
import {sayingErrors} from './saying-errors.ts';
import {withScriptWords} from './scripts/script-words.ts';

/** `litescope demo`. */
export function start(given: Given): Promise<number> {
	const {
		flags,
		words: [file],
	} = withScriptWords(given);
	return sayingErrors(async () =>
		run({...clusterOptionsOf(flags), ...(file !== undefined && {file})}, processIo(endingSignals)),
	);
}
