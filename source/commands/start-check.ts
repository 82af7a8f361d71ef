import {run} from './check.ts';
import {clusterOptionsOf} from './cluster-options.ts';
import {endingSignals, processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {sayingErrors} from './saying-errors.ts';
import {withScriptWords} from './scripts/script-words.ts';

/** `litescope check`. */
export function start(given: Given): Promise<number> {
	const {flags, words: files} = withScriptWords(given);
	return sayingErrors(async () => run({...clusterOptionsOf(flags), files}, processIo(endingSignals)));
}
