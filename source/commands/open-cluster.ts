import type {ClusterEvent} from '../cluster/event.ts';
import type {DockerOptions, FoundCluster} from '../drivers/docker/client.ts';
import type {Driver, RowSink} from '../drivers/driver.ts';
import {type EmbeddedOptions, openEmbedded} from '../drivers/embedded/client.ts';

/** Which cluster a command is about, and how it is opened. */
export type ChosenCluster =
	| {readonly kind: 'embedded'; readonly options: EmbeddedOptions}
	| {readonly kind: 'docker'; readonly options: DockerOptions};

/** Opens a cluster that has been chosen. The part of the program that speaks to Docker is loaded only for that. */
export function openCluster(
	chosen: ChosenCluster,
	listener: (events: readonly ClusterEvent[]) => void,
	sink: RowSink,
): Driver {
	if (chosen.kind === 'embedded') return openEmbedded(chosen.options, listener, sink);
	return openLater(async () => {
		const {openDocker} = await import('../drivers/docker/client.ts');
		return openDocker(chosen.options, listener, sink);
	}, listener);
}

/** A driver that is not there yet: what is asked of it waits, and what keeps it from coming ends as `gone`. */
export function openLater(
	open: () => Promise<Driver>,
	listener: (events: readonly ClusterEvent[]) => void,
): Driver {
	let driver: Driver | undefined;
	const waiting: Parameters<Driver['send']>[0][] = [];
	const opened = open().then(
		made => {
			driver = made;
			for (const command of waiting.splice(0)) made.send(command);
		},
		(error: Error & {exitStatus?: 1 | 2 | 3}) =>
			listener([{type: 'gone', atMs: 0, text: error.message, exitStatus: error.exitStatus ?? 1}]),
	);
	return {
		send(command) {
			if (driver) driver.send(command);
			else waiting.push(command);
		},
		async logs(node) {
			await opened;
			if (!driver?.logs) throw new Error('The log of this node cannot be read.');
			return driver.logs(node);
		},
		async ask(node, sql) {
			await opened;
			return driver?.ask?.(node, sql) ?? {error: cannotAsk};
		},
		async ingress() {
			await opened;
			if (!driver?.ingress) throw new Error('This cluster has no ingress.');
			return driver.ingress();
		},
		async close() {
			await opened;
			await driver?.close();
		},
	};
}

const cannotAsk = {code: 'LITESCOPE_CANNOT_ASK', message: 'Nothing can be asked on this cluster.'};

/** The LiteFS clusters that run in Docker. None where there is no Docker, or none that answers. */
export async function runningInDocker(): Promise<readonly FoundCluster[]> {
	try {
		const {findClusters} = await import('../drivers/docker/client.ts');
		const clusters = await findClusters();
		return clusters.filter(({nodes}) => nodes.some(({running}) => running));
	} catch {
		return [];
	}
}
