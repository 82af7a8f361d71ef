import {dirname, resolve} from 'node:path';
import {reduce} from '../../cluster/reduce.ts';
import {type ClusterSnapshot, emptySnapshot} from '../../cluster/snapshot.ts';
import {
	checkEmbedded,
	EmbeddedError,
	type EmbeddedOptions,
	openEmbedded,
} from '../../drivers/embedded/client.ts';
import {createResults, type ResultSet} from '../../results/results.ts';
import {parseDuration} from '../../scripts/duration.ts';
import type {RunCluster} from '../../scripts/run/create-run.ts';
import type {Script} from '../../scripts/schema.ts';
import {openObserver} from './observer.ts';

/** A fresh cluster that a script is played on. It is gone after `close`. */
export interface ScriptCluster extends RunCluster {
	/** What a statement in a person's session returned. */
	resultOf(statement: string): ResultSet | undefined;
	/** Calls back after each change. */
	onChange(listener: () => void): void;
	/** Why the cluster is lost; undefined while it is not. */
	lost(): EmbeddedError | undefined;
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

/** Makes a temporary embedded cluster and waits until it is ready. Rejects with an EmbeddedError. */
export async function openScriptCluster(options: EmbeddedOptions): Promise<ScriptCluster> {
	const results = createResults();
	let snapshot: ClusterSnapshot = emptySnapshot;
	let lost: EmbeddedError | undefined;
	const listeners = new Set<() => void>();
	const driver = openEmbedded(
		options,
		events => {
			for (const event of events) {
				snapshot = reduce(snapshot, event);
				if (event.type === 'gone') lost = new EmbeddedError(event.exitStatus, event.text);
			}
			for (const listener of [...listeners]) listener();
		},
		results,
	);
	await new Promise<void>((resolve, reject) => {
		const look = () => {
			if (lost) reject(lost);
			else if (snapshot.phase === 'ready') resolve();
		};
		listeners.add(look);
		look();
	}).catch(async error => {
		await driver.close();
		throw error;
	});
	listeners.clear();
	return {
		snapshot: () => snapshot,
		send: command => driver.send(command),
		...openObserver(driver),
		rowsOf: statement => results.get(statement)?.rows,
		resultOf: results.get,
		onChange: listener => void listeners.add(listener),
		lost: () => lost,
		close: () => driver.close(),
	};
}
