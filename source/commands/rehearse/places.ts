import {EmbeddedError} from '../../drivers/embedded/client.ts';
import type {Script} from '../../scripts/schema.ts';
import {type ClusterOptions, toDocker, wantsEmbedded} from '../cluster-options.ts';
import {type ChosenCluster, runningInDocker} from '../open-cluster.ts';
import {embeddedFor} from '../scripts/script-cluster.ts';

/** A cluster that a demo may be played on. */
export interface Place {
	/** How it is called in a sentence. Untrusted. */
	readonly name: string;
	readonly cluster: ChosenCluster;
}

/**
 * Where a demo would be played on this machine, as its options say: on a LiteFS cluster in Docker where one runs. The
 * last is the embedded cluster, on which it can always go on. Rejects with an EmbeddedError where several are meant.
 */
export async function placesOf(
	script: Script,
	file: string,
	options: ClusterOptions,
): Promise<readonly Place[]> {
	const embedded: Place = {
		name: 'the embedded cluster',
		cluster: {kind: 'embedded', options: embeddedFor(script, file)},
	};
	if (options.docker === undefined && wantsEmbedded(options)) return [embedded];
	const docker = options.docker || (await onlyInDocker());
	if (docker === undefined) return [embedded];
	const cluster = toDocker({...options, docker}, 'rehearse');
	return [{name: `the LiteFS cluster ${docker}`, cluster: {kind: 'docker', options: cluster}}, embedded];
}

/** The name of the LiteFS cluster that runs in Docker; undefined where none does. */
async function onlyInDocker(): Promise<string | undefined> {
	const clusters = await runningInDocker();
	if (clusters.length < 2) return clusters[0]?.name;
	const list = clusters.map(({name}) => `  --docker ${name}`).join('\n');
	throw new EmbeddedError(
		2,
		`Several LiteFS clusters run in Docker. Say which one the demo is for, or --embedded:\n${list}`,
	);
}
