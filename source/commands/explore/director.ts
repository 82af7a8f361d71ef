import type {ClusterEvent} from '../../cluster/event.ts';
import type {Driver, RowSink} from '../../drivers/driver.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import type {Runtime} from './runtime.ts';

/** Opens a cluster: its events go to `take`, the rows of statements to `sink`. */
export type OpenCluster = (take: (events: readonly ClusterEvent[]) => void, sink: RowSink) => Driver;

/** A cluster that is not on the screen any more, and is not closed yet. */
export interface LeftCluster {
	readonly driver: Driver;
	/** What happens there goes to `take` from now on. */
	follow(take: (events: readonly ClusterEvent[]) => void): void;
}

/** What someone who plays a script has of the explorer that it is played in. */
export interface ExplorerStage {
	/** Both states, and the cluster's driver behind `send`. */
	readonly runtime: Pick<Runtime, 'store' | 'results' | 'change' | 'send'>;
	/** What asks the cluster that is shown. */
	driver(): Driver | undefined;
	/** Lets go of the cluster that is there and shows another from its beginning. */
	show(open: OpenCluster): Promise<void>;
	/**
	 * The same without waiting for the one that is there, which may not answer any more. It is closed when `putBack` has
	 * put back there what has to be.
	 */
	replace(open: OpenCluster, putBack?: (left: LeftCluster) => Promise<void>): void;
	/** Leaves the explorer with an exit status. */
	leave(exitStatus: number): void;
}

/** Someone who plays a script in the explorer. */
export interface Director {
	/** The cluster has changed, or is another one. Not at the pace of frames: at once. */
	see(): void;
	/** A person asks something of the script. */
	act(act: ScriptAct): void;
	/** The explorer is left. Resolves when what the script has made is taken away again, where it must be. */
	close(): Promise<void>;
}
