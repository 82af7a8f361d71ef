import {primaryOf, replicasOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot} from '../cluster/snapshot.ts';
import {footprintOf, lower} from './footprint.ts';
import {unmet} from './requirements.ts';
import type {Script} from './schema.ts';

/**
 * Why a script is not begun on a cluster that is there already, as a sentence.
 *
 * - `unserved`: the cluster cannot do what the script is about.
 * - `in the way`: it could, but not as it is now.
 */
export interface Obstacle {
	readonly kind: 'unserved' | 'in the way';
	readonly text: string;
}

/** What keeps a script from being played on a cluster, before anything of it is done; undefined where nothing does. */
export function obstacleTo(script: Script, snapshot: ClusterSnapshot): Obstacle | undefined {
	const {cluster} = snapshot;
	if (!cluster) return undefined;
	const reason = unmet(script.requires, cluster) ?? unservedCluster(script, snapshot);
	if (reason !== undefined) return {kind: 'unserved', text: reason};
	const text = notWhole(script, snapshot) ?? tableInTheWay(script, snapshot);
	return text === undefined ? undefined : {kind: 'in the way', text};
}

/** The script begins with a cluster that this one is not. */
function unservedCluster({cluster}: Script, snapshot: ClusterSnapshot): string | undefined {
	const {replicas, latency, data} = cluster;
	const capabilities = snapshot.cluster!.capabilities;
	if (latency !== undefined && capabilities.latency !== true) return capabilities.latency;
	if (data !== 'sample')
		return `It begins with a database of its own, ${data}, and this cluster has its own.`;
	const there = replicasOf(snapshot).length;
	if (there >= replicas) return undefined;
	return `It takes ${replicas} ${replicas === 1 ? 'replica' : 'replicas'}, and this cluster has ${there}.`;
}

function notWhole({cluster}: Script, snapshot: ClusterSnapshot): string | undefined {
	const primary = primaryOf(snapshot);
	if (!primary) return 'There is no primary now.';
	const away = [primary, ...replicasOf(snapshot).slice(0, cluster.replicas)].find(
		({status}) => status !== 'running',
	);
	return away && `${away.name} is ${away.status}; start it first.`;
}

function tableInTheWay(script: Script, snapshot: ClusterSnapshot): string | undefined {
	const {cluster} = snapshot;
	const there = new Set(primaryOf(snapshot)?.tables.map(({name}) => lower(name)));
	const {makes, reads, writes} = footprintOf(script, cluster!);
	const taken = makes.map(({name}) => name).filter(name => there.has(lower(name)));
	const where = `in ${cluster!.database}`;
	if (taken.length > 0) {
		return `It makes ${tables(taken)}, and ${taken.length === 1 ? 'that is' : 'those are'} ${where} already, perhaps with somebody’s data.`;
	}
	if (cluster!.guest && writes.length > 0) {
		return `It writes to ${tables(writes)} without making ${writes.length === 1 ? 'it' : 'them'}, and on a cluster that is not its own a script works in tables of its own.`;
	}
	const missing = [...reads, ...writes].filter(name => !there.has(lower(name)));
	if (missing.length === 0) return undefined;
	return `It needs ${tables(missing)}, which ${missing.length === 1 ? 'is' : 'are'} not ${where}: it is made for litescope’s sample database.`;
}

function tables(names: readonly string[]): string {
	return `the ${names.length === 1 ? 'table' : 'tables'} ${listed(names)}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
	return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
