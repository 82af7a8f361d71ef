import {EmbeddedError, holdsCluster} from '../drivers/embedded/client.ts';
import {type ClusterOptions, findRunning, toDocker, toEmbedded, wantsEmbedded} from './cluster-options.ts';
import {type ChosenCluster, runningInDocker} from './open-cluster.ts';

/**
 * The cluster that a command without a screen is about: what its options name, else the one that another litescope
 * runs, else the LiteFS cluster that runs in Docker; undefined where there is none of these. Throws an EmbeddedError
 * where several are meant, or options are wrong.
 */
export async function findCluster(options: ClusterOptions, name: string): Promise<ChosenCluster | undefined> {
	if (options.docker !== undefined) return {kind: 'docker', options: toDocker(options, name)};
	if (wantsEmbedded(options)) {
		const running =
			options.embedded && options.dataDir === undefined ? await findRunning(options) : undefined;
		return {
			kind: 'embedded',
			options: toEmbedded(running === undefined ? options : {dataDir: running}, name),
		};
	}
	const running = await findRunning(options);
	if (running !== undefined) return {kind: 'embedded', options: toEmbedded({dataDir: running}, name)};
	const clusters = await runningInDocker();
	if (clusters.length > 1) {
		const list = clusters.map(cluster => `  --docker ${cluster.name}`).join('\n');
		throw new EmbeddedError(2, `Several LiteFS clusters run in Docker. Say which one is meant:\n${list}`);
	}
	const [only] = clusters;
	return only && {kind: 'docker', options: toDocker({...options, docker: only.name}, name)};
}

/** As findCluster; where there is none, a temporary embedded one. */
export async function chooseCluster(options: ClusterOptions, name: string): Promise<ChosenCluster> {
	return (await findCluster(options, name)) ?? {kind: 'embedded', options: toEmbedded(options, name)};
}

/** As findCluster, of what is there already. Throws an EmbeddedError where nothing is. */
export async function existingCluster(options: ClusterOptions, name: string): Promise<ChosenCluster> {
	const {dataDir} = options;
	if (dataDir !== undefined && !holdsCluster(dataDir))
		throw new EmbeddedError(3, `There is no cluster in ${dataDir}.`);
	const found = await findCluster(options, name);
	if (found && (found.kind === 'docker' || found.options.folder !== undefined)) return found;
	throw new EmbeddedError(
		3,
		'No cluster is running. `litescope` starts one; --data-dir names one that is kept.',
	);
}

/** The same cluster, of whose results so many rows are taken; undefined takes them all. */
export function withRowLimit(chosen: ChosenCluster, rowLimit: number | undefined): ChosenCluster {
	if (rowLimit === undefined) return chosen;
	return chosen.kind === 'embedded'
		? {kind: 'embedded', options: {...chosen.options, rowLimit}}
		: {kind: 'docker', options: {...chosen.options, rowLimit}};
}
