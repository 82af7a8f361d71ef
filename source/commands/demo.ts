import {EmbeddedError} from '../drivers/embedded/client.ts';
import type {CommandIo} from './command-io.ts';
import {createLineWriter} from './scripts/line-writer.ts';
import {loadScripts} from './scripts/load-scripts.ts';
import {playScript} from './scripts/play-script.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {embeddedFor, openScriptCluster} from './scripts/script-cluster.ts';
import {shippedDemo} from './scripts/shipped.ts';
import {createStory} from './scripts/story.ts';

export interface DemoOptions {
	/** Without one, the demo that comes with litescope. */
	readonly file?: string;
	readonly plain: boolean;
}

/**
 * Plays a demo on a cluster of its own and tells it as text. Gives the exit status: 0, 1 where it did not go as it
 * should, 2 where the file is wrong, 3 without a cluster, 130 interrupted.
 */
export function run({file = shippedDemo(), plain}: DemoOptions, io: CommandIo): Promise<number> {
	return sayingScriptErrors(io, async () => {
		if (!plain) throw new EmbeddedError(2, 'demo tells its story as text: litescope demo --plain.');
		const [loaded] = loadScripts([file], io) ?? [];
		if (!loaded) return 2;
		const {script} = loaded;
		const writer = createLineWriter(io);
		const cluster = await openScriptCluster(embeddedFor(script, file));
		try {
			const story = createStory(cluster.resultOf);
			writer.lines([script.title, script.about]);
			const {play} = await playScript(script, cluster, {
				told: state => writer.lines(story.linesOf(state)),
				interrupted: io.interrupted,
			});
			await writer.written();
			return play ? 1 : 0;
		} finally {
			await cluster.close();
		}
	});
}
