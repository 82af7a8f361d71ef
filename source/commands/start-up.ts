import {clusterOptionsOf} from './cluster-options.ts';
import {processIo} from './command-io.ts';
import type {Given} from './command-line.ts';
import {run} from './up.ts';

/** `litescope up`; with a terminal, the explorer opens on the stack when it is there. */
export async function start({flags}: Given): Promise<number> {
	const port = typeof flags.port === 'string' ? {port: Number(flags.port)} : {};
	let project = '';
	const status = await run({...clusterOptionsOf(flags), ...port}, processIo(), stack => {
		project = stack.project;
	});
	if (status !== 0 || !process.stdin.isTTY || !process.stdout.isTTY) return status;
	const {run: explore} = await import('./explore/explore.ts');
	return explore({docker: project, mayWrite: true, color: !process.env.NO_COLOR});
}
