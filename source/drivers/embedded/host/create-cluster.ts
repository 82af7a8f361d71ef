import {copyFileSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {limits} from '../../../cluster/limits.ts';
import {databaseName, type HostOptions} from '../protocol.ts';
import {type ClusterFile, fewerReplicas, readClusterFile, writeClusterFile} from './cluster-file.ts';

/** The primary's name in an embedded cluster. */
export const primaryName = 'primary';

/** The names of an embedded cluster's replicas. */
export function replicaNames(replicas: number): readonly string[] {
	return Array.from({length: replicas}, (_, at) => `replica-${at + 1}`);
}

/**
 * The cluster that a folder holds, as the options change it, or a new one there. Its file is written last, so that what was broken off is
 * begun anew. Nothing may have the primary's database open yet. Throws a sentence.
 */
export function openCluster(options: HostOptions): ClusterFile {
	const {folder} = options;
	const kept = readClusterFile(folder);
	const cluster = kept ? changedCluster(kept, options) : newCluster(options);
	if (!kept) createPrimary(options);
	for (const replica of replicaNames(cluster.replicas)) {
		mkdirSync(join(folder, replica), {recursive: true, mode: 0o700});
		// As LiteFS tells it on a node that is a replica, where it has a host name for the primary.
		writeFileSync(join(folder, replica, '.primary'), `${primaryName}\n`);
	}
	if (cluster !== kept) writeClusterFile(folder, cluster);
	return cluster;
}

/** A kept cluster with more replicas, which get a snapshot when they start, and another latency. */
function changedCluster(kept: ClusterFile, {folder, replicas, latencyMs}: HostOptions): ClusterFile {
	if (replicas === undefined && latencyMs === undefined) return kept;
	const problem = fewerReplicas(folder, kept.replicas, replicas);
	if (problem !== undefined) throw new Error(problem);
	const names = replicaNames(replicas ?? kept.replicas);
	const links = names.map(name => {
		const link = kept.nodes[name] ?? {stopped: false, latencyMs: 0, cut: false};
		return [name, {...link, ...(latencyMs !== undefined && {latencyMs})}] as const;
	});
	return {...kept, replicas: names.length, nodes: {...kept.nodes, ...Object.fromEntries(links)}};
}

function newCluster({replicas = 1, latencyMs = 0}: HostOptions): ClusterFile {
	if (!Number.isInteger(replicas) || replicas < 1 || replicas > limits.replicas) {
		throw new Error(`A cluster has 1 to ${limits.replicas} replicas, not ${replicas}.`);
	}
	const link = {stopped: false, latencyMs, cut: false};
	const nodes = Object.fromEntries(replicaNames(replicas).map(name => [name, link]));
	return {format: 1, replicas, nodes};
}

function createPrimary({folder, seed}: HostOptions): void {
	const path = join(folder, primaryName);
	rmSync(path, {recursive: true, force: true});
	mkdirSync(path, {recursive: true, mode: 0o700});
	const database = join(path, databaseName);
	if (seed === undefined) {
		writeFileSync(database, '');
		return;
	}
	if (statSync(seed).size > limits.databaseBytes) {
		throw new Error('The database is larger than 1 GiB, which is the most an embedded cluster takes.');
	}
	// One that was made for this cluster, in its own folder, is not needed after that.
	if (dirname(seed) === folder) renameSync(seed, database);
	else copyFileSync(seed, database);
}
