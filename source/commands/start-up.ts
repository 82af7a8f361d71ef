import {clusterOptionsOf} from './cluster-options.ts';
import {endingSignals, processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {sayingErrors} from './saying-errors.ts';
import {parsePort, run} from './up.ts';

/** `litescope up`; with a terminal, the explorer opens on the stack when it is there. */
export async function start({flags}: Given): Promise<number> {
	let project = '';
	const status = await sayingErrors(async () => {
		const port = typeof flags.port === 'string' ? {port: parsePort(flags.port)} : {};
		return run({...clusterOptionsOf(flags), ...port}, processIo(endingSignals), stack => {
			project = stack.project;
		});
	});
	if (status !== 0 || !process.stdin.isTTY || !process.stdout.isTTY) return status;
	const {run: explore} = await import('./explore/explore.ts');
	return explore({docker: project, mayWrite: true, color: !process.env.NO_COLOR});
}
