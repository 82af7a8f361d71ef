import type {ClusterEvent} from '../cluster/event.ts';
import {reduce} from '../cluster/reduce.ts';
import {type ClusterSnapshot, emptySnapshot} from '../cluster/snapshot.ts';
import type {Driver, RowSink} from '../drivers/driver.ts';
import {EmbeddedError} from '../drivers/embedded/client.ts';
import {type ChosenCluster, openCluster} from './open-cluster.ts';

/** A cluster as a command without a screen has it. */
export interface AttachedCluster {
	readonly driver: Driver;
	snapshot(): ClusterSnapshot;
	/** Resolves when the snapshot is as it is asked for. Rejects when the cluster is lost. */
	until(isSo: (snapshot: ClusterSnapshot) => boolean): Promise<void>;
}

/** What a command wants to know of the cluster; transcripts and transactions are for screens. */
const followed: ReadonlySet<ClusterEvent['type']> = new Set([
	'connecting',
	'cluster',
	'node',
	'removed',
	'ready',
	'position',
	'tables',
	'gone',
]);

/** Opens a cluster and waits until it is ready. Rejects with an EmbeddedError. */
export async function attachCluster(
	chosen: ChosenCluster,
	listener: (event: ClusterEvent) => void,
	sink: RowSink,
): Promise<AttachedCluster> {
	let snapshot = emptySnapshot;
	let lost: EmbeddedError | undefined;
	const waiting = new Set<() => void>();
	const driver = openCluster(
		chosen,
		events => {
			for (const event of events) {
				if (followed.has(event.type)) snapshot = reduce(snapshot, event);
				if (event.type === 'gone') lost = new EmbeddedError(event.exitStatus, event.text);
				listener(event);
			}
			for (const look of [...waiting]) look();
		},
		sink,
	);
	const until = (isSo: (snapshot: ClusterSnapshot) => boolean) =>
		new Promise<void>((resolve, reject) => {
			const look = () => {
				if (!lost && !isSo(snapshot)) return;
				waiting.delete(look);
				if (lost) reject(lost);
				else resolve();
			};
			waiting.add(look);
			look();
		});
	try {
		await until(({phase}) => phase === 'ready');
		return {driver, snapshot: () => snapshot, until};
	} catch (error) {
		await driver.close();
		throw error;
	}
}

/** A sink for commands that run no statement. */
export const noRows: RowSink = {open() {}, rows() {}};
