import type {ClusterSnapshot} from '../../cluster/snapshot.ts';

/** A cluster whose changes can be waited for. */
export interface ChangingCluster {
	snapshot(): ClusterSnapshot;
	/** Calls back after each change, until what it gives is called. */
	onChange(listener: () => void): () => void;
	/** Why the cluster is lost; undefined while it is not. */
	lost(): Error | undefined;
}

/** Waits until the cluster is so. False where it is lost before, or the time, in milliseconds, is over. */
export function awaitChange(
	cluster: ChangingCluster,
	isSo: (snapshot: ClusterSnapshot) => boolean,
	patienceMs?: number,
): Promise<boolean> {
	return new Promise(resolve => {
		const look = () => {
			const answer = isSo(cluster.snapshot());
			if (!answer && !cluster.lost()) return;
			clearTimeout(timer);
			stop();
			resolve(answer);
		};
		const stop = cluster.onChange(look);
		const giveUp = () => {
			stop();
			resolve(false);
		};
		const timer = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
		look();
	});
}
