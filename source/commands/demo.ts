import {EmbeddedError} from '../drivers/embedded/client.ts';
import {obstacleTo} from '../scripts/obstacles.ts';
import type {ClusterOptions} from './cluster-options.ts';
import type {CommandIo} from './command-io.ts';
import {createGuestPermission} from './scripts/guest-permission.ts';
import {createLineWriter} from './scripts/line-writer.ts';
import {loadScripts} from './scripts/load-scripts.ts';
import {playAsGuest} from './scripts/play-as-guest.ts';
import {sayingScriptErrors} from './scripts/saying-script-errors.ts';
import {clusterFor, openScriptCluster} from './scripts/script-cluster.ts';
import {shippedDemo} from './scripts/shipped.ts';
import {createStory} from './scripts/story.ts';

export interface DemoOptions extends Pick<ClusterOptions, 'docker' | 'database' | 'mayWrite'> {
	/** Without one, the demo that comes with litescope. */
	readonly file?: string;
}

/**
 * Plays a demo on a fresh embedded cluster, or on the one in Docker that is named, and tells it as text. Gives the exit
 * status: 0, 1 where it did not go as it should or could not be begun, 2 where the file is wrong or nobody allowed it to
 * write, 3 without a cluster, 130 interrupted.
 */
export function run(options: DemoOptions, io: CommandIo): Promise<number> {
	const {file = shippedDemo(), mayWrite = false} = options;
	return sayingScriptErrors(io, async () => {
		const [loaded] = loadScripts([file], io) ?? [];
		if (!loaded) return 2;
		const {script} = loaded;
		const writer = createLineWriter(io);
		const cluster = await openScriptCluster(clusterFor(script, file, options));
		try {
			const obstacle = obstacleTo(script, cluster.snapshot());
			if (obstacle) throw new EmbeddedError(1, `${script.title} is not begun. ${obstacle.text}`);
			await createGuestPermission([script], mayWrite, io).ask(cluster.snapshot());
			const story = createStory(cluster.resultOf);
			writer.lines([script.title, script.about]);
			const told = (state: Parameters<typeof story.linesOf>[0]) => writer.lines(story.linesOf(state));
			const {state, isTidy} = await playAsGuest(script, cluster, {told, io});
			await writer.written();
			return state.play || !isTidy ? 1 : 0;
		} finally {
			await cluster.close();
		}
	});
}
