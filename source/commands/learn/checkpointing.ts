import {limits} from '../../cluster/limits.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import type {NotCopied} from '../../drivers/embedded/client/copy-cluster.ts';
import {reasonOf} from '../../home/reason-of.ts';
import type {Step} from '../../scripts/schema.ts';
import {canRest, dataOf, isAtRest} from './at-rest.ts';
import type {LessonFolder} from './lesson-folder.ts';

/** Keeps checkpoints of the cluster that is on the screen, one at a time. */
export interface Checkpointing {
	/** Whether a step's checkpoint can be made now, and is not there with this data already. */
	wants(step: Step): boolean;
	/**
	 * Keeps what is there now as a step's checkpoint, unless the step goes on in an open transaction, or a transaction is
	 * open or a node is in a state that is not kept. What is on its way is waited for. Gives whether it is kept.
	 */
	keep(step: Step): Promise<boolean>;
	/** Throws a step's checkpoint away: the step cannot be begun from it. */
	forget(step: Step): void;
	/** To be called when the cluster has changed. */
	see(): void;
	/** Resolves when none is being made. */
	settled(): Promise<void>;
}

/** How long is waited for what is on its way, in milliseconds. */
const arrivalMs = 10_000;

/** Makes it of the cluster's folder and what is known of the cluster now. `failed` is told why one is not kept. */
export function createCheckpointing(
	folder: Pick<LessonFolder, 'keep' | 'forget'>,
	snapshot: () => ClusterSnapshot,
	failed: (problem: string) => void,
): Checkpointing {
	const kept = new Map<string, string>();
	/** Steps of which none can be had. */
	const given = new Set<string>();
	const watching = new Set<() => void>();
	let last: Promise<unknown> = Promise.resolve();
	let count = 0;
	const isKept = (step: string) => kept.get(step) === dataOf(snapshot());

	const arrived = () =>
		new Promise<void>(resolve => {
			const end = () => {
				clearTimeout(timer);
				watching.delete(look);
				resolve();
			};
			const look = () => (isAtRest(snapshot()) || !canRest(snapshot())) && end();
			const timer = setTimeout(end, arrivalMs);
			watching.add(look);
			look();
		});
	const make = async (step: string): Promise<boolean> => {
		if (isKept(step)) return true;
		await arrived();
		if (!isAtRest(snapshot())) return false;
		const data = dataOf(snapshot());
		const why = await folder.keep(step).catch((error: unknown) => error as Error);
		if (why !== undefined) {
			given.add(step);
			failed(`No checkpoint is kept here, so Ctrl+X r goes back further: ${sayWhy(why)}.`);
		}
		// What was done meanwhile may be in it or not.
		const isWhole = why === undefined && isAtRest(snapshot()) && dataOf(snapshot()) === data;
		if (isWhole) kept.set(step, data);
		return isWhole;
	};
	return {
		wants: step =>
			count === 0 &&
			!goesOnInTransaction(step) &&
			!given.has(step.id) &&
			isAtRest(snapshot()) &&
			!isKept(step.id),
		keep(step) {
			if (goesOnInTransaction(step)) return Promise.resolve(false);
			count += 1;
			const made = last
				.then(() => make(step.id))
				.finally(() => {
					count -= 1;
				});
			last = made;
			return made;
		},
		forget({id}) {
			kept.delete(id);
			last = last.then(() => folder.forget(id)).catch(() => {});
		},
		see() {
			for (const look of [...watching]) look();
		},
		settled: async () => void (await last),
	};
}

/** Whether a step begins with an open transaction: without one it cannot be done as it says, whatever data is there. */
function goesOnInTransaction({then, holds}: Step): boolean {
	const expects = (list: Step['then'], wanted: 'open' | 'none') =>
		list.some(one => 'transaction' in one && one.transaction === wanted);
	return expects(then, 'none') || expects(holds, 'open');
}

const reasons: Readonly<Record<NotCopied, string>> = {
	'too large': `the cluster has become larger than ${limits.checkpointBytes / 1024 / 1024} MiB`,
	'written to all the time': 'another program writes to the cluster all the time',
};

function sayWhy(why: NotCopied | Error): string {
	if (typeof why === 'string') return reasons[why];
	return reasonOf(why);
}
