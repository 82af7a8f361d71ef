import {limits} from '../../cluster/limits.ts';
import {openEmbedded} from '../../drivers/embedded/client.ts';
import {visible} from '../../terminal/visible.ts';
import type {ClusterOptions} from '../cluster-options.ts';
import {run as explore} from '../explore/explore.ts';
import {loadScripts} from '../scripts/load-scripts.ts';
import {embeddedFor} from '../scripts/script-cluster.ts';
import {shippedDemo} from '../scripts/shipped.ts';
import {directDemo} from './direct-demo.ts';
import type {Pace} from './pace.ts';

export interface PlayOptions extends ClusterOptions {
	/** Without one, the demo that comes with litescope. */
	readonly file?: string;
	readonly pace: Pace;
	readonly color: boolean;
}

/** Plays a demo in the explorer. Gives the exit status when that is left. Throws an EmbeddedError. */
export async function run({file = shippedDemo(), pace, ...options}: PlayOptions): Promise<number> {
	if (!process.stdin.isTTY || !process.stdout.isTTY) {
		process.stderr.write(
			'A demo needs a terminal. Without one, `litescope demo --plain` tells it as text.\n',
		);
		return 2;
	}
	const [loaded] = loadScripts([file], {say: line => process.stderr.write(`${line}\n`)}) ?? [];
	if (!loaded) return 2;
	const {script} = loaded;
	const cluster = {...embeddedFor(script, file), name: 'demo'};
	const fresh = {...cluster, rowLimit: limits.resultRows, sessionsAhead: true, sessionsBeside: 2};
	const untidy: string[] = [];
	const status = await explore(options, {
		cluster,
		direct: stage =>
			directDemo(
				{
					script,
					pace,
					openFresh: (take, sink) => openEmbedded(fresh, take, sink),
					notTidy: left => untidy.push(...left),
				},
				stage,
			),
	});
	if (untidy.length === 0) return status;
	const lines = ['Not everything could be put back:', ...untidy.map(sentence => `  ${visible(sentence)}`)];
	process.stderr.write(`${lines.join('\n')}\n`);
	return status || 1;
}
