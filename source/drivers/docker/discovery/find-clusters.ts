import type {Environment} from '../engine/endpoint.ts';
import {findEndpoint} from '../engine/endpoint.ts';
import {connectEngine, type Engine, type ListedContainer} from '../engine/engine.ts';
import {identityOf, nameNodes} from './node-names.ts';
import {type LitefsContainer, recogniseLitefs} from './recognise.ts';

/** A LiteFS cluster among an engine's containers. */
export interface FoundCluster {
	/** The compose project, the stack, or the network it is on; what `--docker` takes. */
	readonly name: string;
	readonly kind: LitefsContainer['kind'];
	/** In the order of their names. */
	readonly nodes: readonly {readonly name: string; readonly container: string; readonly running: boolean}[];
}

/** Containers whose processes are asked for at the same time. */
const atOnce = 8;

/**
 * The LiteFS clusters that the Docker engine has, those that run first. Rejects with a DockerError where there is no
 * engine, or none that can be used.
 */
export async function findClusters(environment?: Environment): Promise<readonly FoundCluster[]> {
	const engine = await connectEngine(findEndpoint(environment));
	const containers = await findContainers(engine);
	return clustersOf(containers);
}

/** The containers of an engine that run LiteFS. */
export async function findContainers(engine: Engine): Promise<readonly LitefsContainer[]> {
	const containers = await engine.list();
	// A paused container cannot be asked: the engine would wait for it. Its description has to do.
	const running = containers.filter(({State}) => State === 'running');
	return recogniseLitefs(containers, await processesOf(engine, running));
}

/** Puts containers together to clusters. */
export function clustersOf(containers: readonly LitefsContainer[]): readonly FoundCluster[] {
	const groups = Map.groupBy(containers, clusterNameOf);
	const clusters = [...groups].map(([name, members]) => {
		const names = nameNodes(members);
		const nodes = members.map(member => ({
			name: names.get(identityOf(member)) ?? member.container,
			container: member.container,
			running: member.running,
		}));
		return {
			name,
			kind: members[0]?.kind ?? 'none',
			nodes: nodes.sort((a, b) => a.name.localeCompare(b.name)),
		};
	});
	const runs = ({nodes}: FoundCluster) => nodes.some(({running}) => running);
	return clusters.sort((a, b) => Number(runs(b)) - Number(runs(a)) || a.name.localeCompare(b.name));
}

/** What a container's cluster is called. One that belongs to nothing is a cluster of its own. */
export function clusterNameOf({group, container}: LitefsContainer): string {
	return group || container;
}

async function processesOf(
	engine: Engine,
	containers: readonly ListedContainer[],
): Promise<ReadonlyMap<string, readonly string[]>> {
	const found = new Map<string, readonly string[]>();
	const waiting = [...containers];
	const work = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const {Id} = next;
			// Some engines cannot list processes, and a container may end just now: its description has to do then.
			await engine.processes(Id).then(
				lines => found.set(Id, lines),
				() => undefined,
			);
		}
	};
	await Promise.all(Array.from({length: atOnce}, work));
	return found;
}
