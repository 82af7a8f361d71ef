import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../cluster/limits.ts';
import {clusterNameOf, clustersOf, findContainers} from './discovery/find-clusters.ts';
import type {LitefsContainer} from './discovery/recognise.ts';
import {DockerError} from './docker-error.ts';
import type {Engine} from './engine/engine.ts';
import {openKeeper} from './node/keeper.ts';

/** The containers of the cluster that is meant, by its name or because there is no other. Rejects with a DockerError. */
export async function chooseCluster(
	engine: Engine,
	wanted: string | undefined,
): Promise<{readonly name: string; readonly containers: readonly LitefsContainer[]}> {
	const containers = await findContainers(engine);
	const clusters = clustersOf(containers);
	const {address} = engine.endpoint;
	if (wanted !== undefined && !clusters.some(({name}) => name === wanted)) {
		const there = clusters.map(({name}) => name).join(', ');
		throw new DockerError(
			3,
			`No LiteFS cluster called ${wanted} is in Docker at ${address}; ${there === '' ? 'there is none at all' : `there is ${there}`}.`,
		);
	}
	if (clusters.length === 0) {
		throw new DockerError(
			3,
			`No LiteFS cluster is in Docker at ${address}. \`litescope up\` brings one up; \`litescope --embedded\` needs no Docker.`,
		);
	}
	const running = clusters.filter(({nodes}) => nodes.some(node => node.running));
	if (wanted === undefined && running.length > 1) {
		const list = running.map(({name}) => `  --docker ${name}`).join('\n');
		throw new DockerError(2, `Several LiteFS clusters run in Docker. Say which one is meant:\n${list}`);
	}
	const name = wanted ?? clusters[0]!.name;
	return {name, containers: containers.filter(container => clusterNameOf(container) === name)};
}

/** Lets a person choose one of several databases, which are given by their names. */
export type ChooseDatabase = (question: string, names: readonly string[]) => Promise<string>;

/**
 * The database that is meant: the one that is named, the only one there is, or the one that is chosen. Rejects with a DockerError where that
 * cannot be told.
 */
export async function chooseDatabase(
	engine: Engine,
	cluster: string,
	containers: readonly LitefsContainer[],
	wanted: string | undefined,
	choose?: ChooseDatabase,
): Promise<string> {
	if (wanted !== undefined) return wanted;
	const names = await databasesOf(engine, containers);
	if (names === undefined) {
		throw new DockerError(
			3,
			`No container of ${cluster} could be looked into, so its databases are not known; --db says which one is meant.`,
		);
	}
	const [first] = names;
	if (first !== undefined && names.length === 1) return first;
	if (first === undefined) {
		throw new DockerError(
			3,
			`LiteFS in ${cluster} has no database yet. --db NAME opens one that the first write makes.`,
		);
	}
	if (choose) return choose(`${cluster} has several databases.`, names);
	const list = names.map(name => `  --db ${name}`).join('\n');
	throw new DockerError(2, `${cluster} has several databases. Say which one is meant:\n${list}`);
}

/** A container that does not answer must not keep the others waiting. */
async function within<T>(answer: Promise<T>): Promise<T> {
	const patience = new AbortController();
	const late = delay(limits.containerMs, undefined, {signal: patience.signal}).then(() => {
		throw new DockerError(3, 'The container does not answer.');
	});
	return Promise.race([answer, late]).finally(() => patience.abort());
}

/** The databases that the nodes of a cluster have; undefined where none of them could be asked. */
export async function databasesOf(
	engine: Engine,
	containers: readonly LitefsContainer[],
): Promise<readonly string[] | undefined> {
	const lists = await Promise.all(
		containers
			.filter(({running}) => running)
			.map(async ({id}) => {
				const opening = openKeeper(engine, id);
				try {
					const keeper = await within(opening);
					return await within(keeper.databases());
				} catch {
					return undefined;
				} finally {
					opening.then(
						keeper => keeper.close(),
						() => undefined,
					);
				}
			}),
	);
	const known = lists.filter(names => names !== undefined);
	return known.length === 0 ? undefined : [...new Set(known.flat())].sort();
}
