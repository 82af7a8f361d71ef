import type {Keeper} from './keeper.ts';

/** What a keeper of ours may have left in a run of a container, when its engine was killed. */
export class LeftOvers {
	#before: {readonly keeper: Keeper; readonly startedAt: string} | undefined;

	/** Ends what was begun before in the same run, which has no use any more. */
	sweep(keeper: Keeper, startedAt: string): void {
		if (this.#before?.startedAt === startedAt) keeper.sweep(this.#before.keeper.begun);
		this.#before = {keeper, startedAt};
	}
}
