import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {limits} from '../../../cluster/limits.ts';

/** What is kept of a node between two runs of the host. */
export interface KeptNode {
	readonly stopped: boolean;
	/** Of its link, where it is a replica. */
	readonly latencyMs: number;
	readonly cut: boolean;
}

/** What `cluster.json` says. */
export interface ClusterFile {
	readonly format: 1;
	readonly replicas: number;
	readonly nodes: Readonly<Record<string, KeptNode>>;
}

const name = 'cluster.json';

/** Reads a folder's cluster; undefined where it holds none. Throws a sentence where the file cannot be understood. */
export function readClusterFile(folder: string): ClusterFile | undefined {
	const path = join(folder, name);
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	const file = parse(text);
	if (!file) throw new Error(`${path} is not what litescope wrote: restore it, or use another folder.`);
	return file;
}

/** Why a kept cluster cannot have so many replicas; undefined where it can. */
export function fewerReplicas(folder: string, kept: number, wanted: number | undefined): string | undefined {
	if (wanted === undefined || wanted >= kept) return undefined;
	return `The cluster in ${folder} has ${kept} replicas, and none can be removed: --replicas takes ${kept} to ${limits.replicas} there.`;
}

/** Writes it; whoever reads sees the one before or this, never a part. */
export function writeClusterFile(folder: string, file: ClusterFile): void {
	const path = join(folder, name);
	writeFileSync(`${path}.new`, `${JSON.stringify(file, null, '\t')}\n`, {mode: 0o600});
	renameSync(`${path}.new`, path);
}

function parse(text: string): ClusterFile | undefined {
	try {
		const file = JSON.parse(text) as ClusterFile;
		const valid =
			file.format === 1 &&
			Number.isInteger(file.replicas) &&
			file.replicas >= 1 &&
			file.replicas <= limits.replicas &&
			typeof file.nodes === 'object' &&
			file.nodes !== null;
		return valid ? file : undefined;
	} catch {
		return undefined;
	}
}
