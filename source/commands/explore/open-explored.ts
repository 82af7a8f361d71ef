import {limits} from '../../cluster/limits.ts';
import {clockMs} from '../../drivers/clock.ts';
import type {Driver} from '../../drivers/driver.ts';
import type {EmbeddedOptions} from '../../drivers/embedded/client.ts';
import {type ClusterOptions, toDocker, wantsEmbedded} from '../cluster-options.ts';
import {openCluster, openLater, runningInDocker} from '../open-cluster.ts';
import type {OpenCluster} from './director.ts';

/**
 * Opens what the explorer is to show: what the options name, else the LiteFS cluster that runs in Docker, else an
 * embedded one, which is opened with `ownCluster`. `choose` asks where several run.
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
	const inDocker = (cluster: string) =>
		({kind: 'docker', options: {...toDocker({...options, docker: cluster}, 'explorer'), rowLimit}}) as const;
	if (wantsEmbedded(options)) return openCluster(embedded, take, sink);
	if (options.docker !== undefined) return openCluster(inDocker(options.docker), take, sink);
	return openLater(async () => {
		take([{type: 'connecting', atMs: clockMs(), text: 'Looking for a LiteFS cluster in Docker'}]);
		const clusters = await runningInDocker();
		if (clusters.length === 0) return openCluster(embedded, take, sink);
		const items = [
			...clusters.map(({name, nodes}) => `${name}: ${nodes.map(node => node.name).join(', ')}`),
			'none of them: an embedded cluster, without Docker',
		];
		const index = clusters.length === 1 ? 0 : await choose('Several LiteFS clusters run in Docker.', items);
		const chosen = clusters[index];
		return openCluster(chosen ? inDocker(chosen.name) : embedded, take, sink);
	}, take);
}
