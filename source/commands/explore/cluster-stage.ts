import type {ClusterEvent} from '../../cluster/event.ts';
import type {Driver} from '../../drivers/driver.ts';
import type {ExplorerStage, LeftCluster, OpenCluster} from './director.ts';
import type {Runtime} from './runtime.ts';

/** The cluster on the explorer's screen, and those that have been let go of. */
export interface ClusterStage extends Omit<ExplorerStage, 'runtime' | 'leave'> {
	/** The status that leaving the explorer gives: the cluster's own where that was lost. */
	lostStatus(): number;
	/** Closes the cluster that is there; resolves when it and all that were let go of are closed. */
	close(): Promise<void>;
}

/** Makes a stage without a cluster. `changed` is told at once of all that happens in the one that is on it. */
export function createClusterStage(
	runtime: Pick<Runtime, 'attach' | 'forget' | 'results' | 'take'>,
	changed: () => void,
): ClusterStage {
	let driver: Driver | undefined;
	let lostStatus = 0;
	/** Clusters that have been let go of, until they are closed. */
	const closing = new Set<Promise<void>>();
	const followers = new Map<Driver, (events: readonly ClusterEvent[]) => void>();

	/** Opens a cluster; once another has been opened, nothing of this one comes to the screen any more. */
	const enter = (open: OpenCluster) => {
		let opened: Driver | undefined;
		const take = (events: readonly ClusterEvent[]) => {
			if (opened !== driver) {
				if (opened) followers.get(opened)?.(events);
				return;
			}
			for (const event of events) if (event.type === 'gone') lostStatus = event.exitStatus;
			runtime.take(events);
			changed();
		};
		driver = undefined;
		opened = open(take, runtime.results);
		driver = opened;
		runtime.attach(opened);
	};
	const letGo = async (putBack?: (left: LeftCluster) => Promise<void>) => {
		const before = driver;
		driver = undefined;
		lostStatus = 0;
		if (!before) return;
		try {
			await putBack?.({driver: before, follow: take => void followers.set(before, take)});
		} finally {
			followers.delete(before);
			await before.close();
		}
	};
	const closed = (leaving: Promise<void>) => {
		closing.add(leaving);
		return leaving.finally(() => closing.delete(leaving));
	};
	return {
		driver: () => driver,
		async show(open) {
			await closed(letGo());
			runtime.forget();
			enter(open);
		},
		replace(open, putBack) {
			void closed(letGo(putBack));
			runtime.forget();
			enter(open);
		},
		lostStatus: () => lostStatus,
		async close() {
			await Promise.all([...closing, letGo()]);
		},
	};
}
