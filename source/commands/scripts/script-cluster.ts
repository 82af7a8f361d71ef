import {dirname, resolve} from 'node:path';
import {reduce} from '../../cluster/reduce.ts';
import {type ClusterSnapshot, emptySnapshot} from '../../cluster/snapshot.ts';
import {checkEmbedded, EmbeddedError, type EmbeddedOptions} from '../../drivers/embedded/client.ts';
import {createResults, type ResultSet} from '../../results/results.ts';
import {parseDuration} from '../../scripts/duration.ts';
import type {RunCluster} from '../../scripts/run/create-run.ts';
import type {Script} from '../../scripts/schema.ts';
import {type ClusterOptions, toDocker} from '../cluster-options.ts';
import {type ChosenCluster, openCluster} from '../open-cluster.ts';
import {awaitChange, type ChangingCluster} from './await-change.ts';
import {openObserver} from './observer.ts';

/** The cluster that a script is played on. */
export interface ScriptCluster extends RunCluster, ChangingCluster {
	/** What a statement in a person's session returned. */
	resultOf(statement: string): ResultSet | undefined;
	lost(): EmbeddedError | undefined;
	/** Lets go of it; a temporary one is gone then. */
	close(): Promise<void>;
}

/** What the embedded driver is opened with for a script that lies in a file. Throws an EmbeddedError. */
export function embeddedFor({cluster}: Script, file: string): EmbeddedOptions {
	const options = {
		name: 'check',
		replicas: cluster.replicas,
		...(cluster.latency !== undefined && {latencyMs: parseDuration(cluster.latency)}),
		...(cluster.data !== 'sample' && {importFile: resolve(dirname(file), cluster.data)}),
	};
	checkEmbedded(options);
	return options;
}

/**
 * The cluster that a script is played on: the one in Docker that the options name, else a fresh embedded one, as the
 * script wants it. Throws an EmbeddedError.
 */
export function clusterFor(
	script: Script,
	file: string,
	options: Pick<ClusterOptions, 'docker' | 'database'>,
): ChosenCluster {
	return options.docker === undefined
		? {kind: 'embedded', options: embeddedFor(script, file)}
		: {kind: 'docker', options: toDocker(options, 'check')};
}

/** Opens a cluster for a script and waits until it is ready. Rejects with an EmbeddedError. */
export async function openScriptCluster(chosen: ChosenCluster): Promise<ScriptCluster> {
	const results = createResults();
	let snapshot: ClusterSnapshot = emptySnapshot;
	let lost: EmbeddedError | undefined;
	const listeners = new Set<() => void>();
	const driver = openCluster(
		chosen,
		events => {
			for (const event of events) {
				snapshot = reduce(snapshot, event);
				if (event.type === 'gone') lost = new EmbeddedError(event.exitStatus, event.text);
			}
			for (const listener of [...listeners]) listener();
		},
		results,
	);
	const cluster: ScriptCluster = {
		snapshot: () => snapshot,
		send: command => driver.send(command),
		...openObserver(driver),
		rowsOf: statement => results.get(statement)?.rows,
		resultOf: results.get,
		onChange(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		lost: () => lost,
		close: () => driver.close(),
	};
	if (await awaitChange(cluster, ({phase}) => phase === 'ready')) return cluster;
	await driver.close();
	throw lost!;
}
