import {clusterOptionsOf} from './cluster-options.ts';
import {endingSignals, processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './demo.ts';
import type {StageTerminal} from './rehearse/checks.ts';
import {sayingErrors} from './saying-errors.ts';
import {withScriptWords} from './scripts/script-words.ts';

/** `litescope demo`. */
export async function start(given: Given): Promise<number> {
	const {
		flags,
		words: [file],
	} = withScriptWords(given);
	if (flags.rehearse === true)
		return sayingErrors(async () => {
			const rehearse = await import('./rehearse/rehearse.ts');
			const terminal = stageTerminal(flags.color === false);
			const options = {...clusterOptionsOf(flags), terminal, ...(file !== undefined && {file})};
			return rehearse.run(options, processIo(endingSignals));
		});
	if (flags.plain === true) {
		return sayingErrors(async () =>
			run({...clusterOptionsOf(flags), ...(file !== undefined && {file})}, processIo(endingSignals)),
		);
	}
	return sayingErrors(async () => {
		const [play, {paceOf}] = await Promise.all([import('./play/play-demo.ts'), import('./play/pace.ts')]);
		const color = flags.color !== false && !process.env.NO_COLOR;
		const pace = paceOf(flags.auto as string | undefined);
		return play.run({...clusterOptionsOf(flags), color, pace, ...(file !== undefined && {file})});
	});
}

/** The terminal that is looked at, whether what is written goes to it or to a file. */
function stageTerminal(noColor: boolean): StageTerminal | undefined {
	const stream = [process.stdout, process.stderr].find(({isTTY}) => isTTY);
	if (!stream) return undefined;
	const {columns, rows} = stream;
	return {
		columns,
		rows,
		colorDepth: stream.getColorDepth(),
		noColor: noColor || Boolean(process.env.NO_COLOR),
	};
}
