import {limits} from '../../cluster/limits.ts';
import {clockMs} from '../../drivers/clock.ts';
import type {Driver} from '../../drivers/driver.ts';
import type {EmbeddedOptions} from '../../drivers/embedded/client.ts';
import {type ClusterOptions, toDocker, wantsEmbedded} from '../cluster-options.ts';
import {openCluster, openLater, runningInDocker} from '../open-cluster.ts';
import type {OpenCluster} from './director.ts';

/**
 * Opens what the explorer is to show: what the options name, else the LiteFS cluster that runs in Docker, else an
 * embedded one, which is opened with `ownCluster`. `choose` asks where there are several clusters or databases.
 */
export function openExplored(
	options: ClusterOptions,
	ownCluster: EmbeddedOptions,
	choose: (question: string, items: readonly string[]) => Promise<number>,
	...[take, sink]: Parameters<OpenCluster>
): Driver {
	const rowLimit = limits.resultRows;
	const embedded = {
		kind: 'embedded',
		options: {...ownCluster, rowLimit, sessionsAhead: true},
	} as const;
	const chooseDatabase = async (question: string, names: readonly string[]) =>
		names[await choose(question, names)] ?? names[0]!;
	const inDocker = (cluster: string) => {
		const named = toDocker({...options, docker: cluster}, 'explorer');
		return openCluster({kind: 'docker', options: {...named, rowLimit, chooseDatabase}}, take, sink);
	};
	if (wantsEmbedded(options)) return openCluster(embedded, take, sink);
	const {docker} = options;
	if (docker) return inDocker(docker);
	return openLater(async () => {
		take([{type: 'connecting', atMs: clockMs(), text: 'Looking for a LiteFS cluster in Docker'}]);
		const clusters = await runningInDocker();
		// With --docker it says why there is none.
		if (clusters.length === 0) return docker === undefined ? openCluster(embedded, take, sink) : inDocker('');
		const items = clusters.map(({name, nodes}) => `${name}: ${nodes.map(node => node.name).join(', ')}`);
		if (docker === undefined) items.push('none of them: an embedded cluster, without Docker');
		const index = clusters.length === 1 ? 0 : await choose('Several LiteFS clusters run in Docker.', items);
		const chosen = clusters[index];
		return chosen ? inDocker(chosen.name) : openCluster(embedded, take, sink);
	}, take);
}
