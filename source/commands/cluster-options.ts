import {limits} from '../cluster/limits.ts';
import type {DockerOptions} from '../drivers/docker/client.ts';
import {checkEmbedded, EmbeddedError, type EmbeddedOptions} from '../drivers/embedded/client.ts';
import {runningClusters} from '../home/runtime.ts';

/** The options by which a command is told which embedded cluster it is about. */
export interface ClusterOptions {
	/** The cluster without Docker, also where there is one in Docker. */
	readonly embedded?: boolean;
	/** A LiteFS cluster in Docker, by its name; empty for the only one there is. */
	readonly docker?: string;
	/** A database of that cluster, where it has several. */
	readonly database?: string;
	/** Statements that write are refused there. */
	readonly readOnly?: boolean;
	/** Statements that write are run there without asking first. */
	readonly mayWrite?: boolean;
	readonly dataDir?: string;
	readonly replicas?: number;
	readonly importFile?: string;
	readonly latencyMs?: number;
}

/** Units of a latency, in milliseconds. */
const units: Readonly<Record<string, number>> = {ms: 1, s: 1000};

/** A latency as people write it, `200ms`, `1.5s` or `200`, in milliseconds. Throws an EmbeddedError. */
export function parseLatency(text: string): number {
	const [, number = '', unit = 'ms'] = /^(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(text.trim()) ?? [];
	if (number === '') throw new EmbeddedError(2, `--latency takes a time such as 200ms or 1.5s, not ${text}.`);
	return Math.round(Number(number) * (units[unit] ?? 1));
}

/** A number of replicas as it is typed. Throws an EmbeddedError; which numbers are possible is the driver's to say. */
function parseReplicas(text: string): number {
	if (!/^\d+$/.test(text))
		throw new EmbeddedError(2, `--replicas takes 1 to ${limits.replicas} replicas, not ${text}.`);
	return Number(text);
}

/** What the driver is opened with, as the options say. Throws an EmbeddedError where they are wrong. */
export function toEmbedded(
	{dataDir, replicas, importFile, latencyMs}: ClusterOptions,
	name: string,
): EmbeddedOptions {
	const options = {
		name,
		...(dataDir !== undefined && {folder: dataDir}),
		...(replicas !== undefined && {replicas}),
		...(importFile !== undefined && {importFile}),
		...(latencyMs !== undefined && {latencyMs}),
	};
	checkEmbedded(options);
	return options;
}

/** Whether the options are about an embedded cluster. */
export function wantsEmbedded(options: ClusterOptions): boolean {
	const {embedded, dataDir, replicas, importFile, latencyMs} = options;
	return embedded === true || [dataDir, replicas, importFile, latencyMs].some(option => option !== undefined);
}

/** What the driver for Docker is opened with, as the options say. */
export function toDocker({docker, database, readOnly}: ClusterOptions, name: string): DockerOptions {
	return {
		name,
		...(docker && {cluster: docker}),
		...(database !== undefined && {database}),
		...(readOnly && {readOnly}),
	};
}

/**
 * The folder of the cluster that a command means when it names none: the one that another litescope runs.
 * Undefined where none runs, and where the options describe a new one. Throws an EmbeddedError where several run.
 */
export async function findRunning(options: ClusterOptions): Promise<string | undefined> {
	const {dataDir, replicas, importFile, latencyMs} = options;
	if ([dataDir, replicas, importFile, latencyMs].some(option => option !== undefined)) return undefined;
	const running = await runningClusters();
	if (running.length > 1) {
		const list = running.map(({folder}) => `  --data-dir ${folder}`).join('\n');
		throw new EmbeddedError(2, `Several clusters run. Say which one is meant:\n${list}`);
	}
	return running[0]?.folder;
}

/** The options of a cluster from the command line's flags. Throws an EmbeddedError. */
export function clusterOptionsOf(
	flags: Readonly<Record<string, string | boolean | undefined>>,
): ClusterOptions {
	const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined);
	const dataDir = text('dataDir');
	const replicas = text('replicas');
	const importFile = text('import');
	const latency = text('latency');
	return {
		...(dataDir !== undefined && {dataDir}),
		...(replicas !== undefined && {replicas: parseReplicas(replicas)}),
		...(importFile !== undefined && {importFile}),
		...(latency !== undefined && {latencyMs: parseLatency(latency)}),
		...(text('docker') !== undefined && {docker: text('docker')!}),
		...(text('db') !== undefined && {database: text('db')!}),
		...(flags['embedded'] === true && {embedded: true}),
		...(flags['readOnly'] === true && {readOnly: true}),
		...(flags['write'] === true && {mayWrite: true}),
	};
}
