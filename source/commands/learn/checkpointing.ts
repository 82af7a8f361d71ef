import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import {dataOf, isAtRest} from './at-rest.ts';
import type {LessonFolder} from './lesson-folder.ts';

/** Keeps checkpoints of the cluster that is on the screen, one at a time. */
export interface Checkpointing {
	/** Whether a step's checkpoint can be made now, and is not there with this data already. */
	wants(step: string): boolean;
	/** Keeps what is there now as a step's checkpoint, unless it is not at rest. Gives whether it is kept. */
	keep(step: string): Promise<boolean>;
	/** Resolves when none is being made. */
	settled(): Promise<void>;
}

/** Makes it of the cluster's folder and what is known of the cluster now. */
export function createCheckpointing(
	folder: Pick<LessonFolder, 'keep'>,
	snapshot: () => ClusterSnapshot,
): Checkpointing {
	const kept = new Map<string, string>();
	const given = new Set<string>();
	let under: Promise<boolean> | undefined;
	const isKept = (step: string) => kept.get(step) === dataOf(snapshot());
	const make = async (step: string): Promise<boolean> => {
		const data = dataOf(snapshot());
		try {
			const why = await folder.keep(step);
			if (why !== undefined) given.add(step);
			// What was done meanwhile may be in it or not.
			if (why !== undefined || !isAtRest(snapshot()) || dataOf(snapshot()) !== data) return false;
		} catch {
			given.add(step);
			return false;
		}
		kept.set(step, data);
		return true;
	};
	return {
		wants: step => under === undefined && !given.has(step) && isAtRest(snapshot()) && !isKept(step),
		async keep(step) {
			await under;
			if (isKept(step)) return true;
			if (!isAtRest(snapshot())) return false;
			under = make(step);
			const done = await under;
			under = undefined;
			return done;
		},
		settled: async () => void (await under),
	};
}
