import {primaryOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot} from '../cluster/snapshot.ts';
import {resolveNode} from './facts.ts';
import type {Footprint} from './footprint.ts';
import {listed} from './obstacles.ts';

/**
 * What a script will do to a cluster that is somebody else's, in sentences: which tables it makes and drops, where, and
 * what happens to nodes. Undefined where it does nothing that anybody could mind. Names in it are untrusted.
 */
export function describeFootprint({makes, deeds}: Footprint, snapshot: ClusterSnapshot): string | undefined {
	const {cluster} = snapshot;
	const primary = primaryOf(snapshot)?.name ?? 'the primary';
	const where = `on ${primary} of ${cluster?.label}, database ${cluster?.database}`;
	const names = makes.map(({name}) => name);
	const sentences = [
		...(names.length === 0
			? []
			: [
					`makes the ${names.length === 1 ? 'table' : 'tables'} ${listed(names)} ${where}, and drops ${names.length === 1 ? 'it' : 'them'} again`,
				]),
		...(deeds.length === 0
			? []
			: [`${listed(deeds.map(deed => byName(deed, snapshot)))}, and puts that back`]),
	];
	return sentences.length === 0 ? undefined : `This ${sentences.join('. It ')}.`;
}

/** `stops replica` with the node's own name. */
function byName(deed: string, snapshot: ClusterSnapshot): string {
	return deed.replace(/\S+$/, name => resolveNode(snapshot, name)?.name ?? name);
}
