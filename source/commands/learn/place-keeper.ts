import type {Place} from '../../home/progress-format.ts';
import type {RunState} from '../../scripts/run/state.ts';
import type {Step} from '../../scripts/schema.ts';
import type {ProgressKeeper} from './progress-keeper.ts';

/** What a student has asked and answered in a step. */
export interface Asked {
	readonly hints: number;
	readonly predicted?: string;
}

/** Where a student is, and what they have asked and answered, as it is kept for the next time. */
export interface PlaceKeeper {
	asked(step: Step | undefined): Asked;
	/** Changes what was asked and answered in the step that somebody is in, and saves it. */
	ask(step: Step, change: Partial<Asked>): void;
	/** Saves that somebody is in a step, and what the lesson's cluster holds (see Place). */
	save(step: Step, data: Place['data'], run: RunState | undefined): void;
	/** Saves where the step that is on has begun, once that is known. */
	began(run: RunState): void;
}

/** Keeps it with the progress. */
export function createPlaceKeeper(keeper: ProgressKeeper, left: Place | undefined): PlaceKeeper {
	const known = new Map<string, Asked>();
	if (left) known.set(left.step, askedOf(left));
	const asked = (step: Step | undefined) => known.get(step?.id ?? '') ?? {hints: 0};
	return {
		asked,
		ask(step, change) {
			known.set(step.id, {...asked(step), ...change});
			keeper.change(({at, ...progress}) => ({...progress, ...(at && {at: {...at, ...asked(step)}})}));
		},
		save(step, data, run) {
			const txids = data === 'step' && run?.play?.stage.step === step ? txidsOf(run) : undefined;
			const at = {step: step.id, data, ...asked(step), ...(txids && {txids})};
			keeper.change(progress => ({...progress, at}));
		},
		began(run) {
			const txids = txidsOf(run);
			const {at} = keeper.get();
			if (at && txids && at.txids === undefined)
				keeper.change(progress => ({...progress, at: {...at, txids}}));
		},
	};
}

/** Where the nodes were when a step began, of what was kept of it. */
export function sinceOf({txids}: Place): ReadonlyMap<string, bigint> | undefined {
	return txids && new Map(Object.entries(txids).map(([name, txid]) => [name, BigInt(txid)]));
}

function askedOf({hints, predicted}: Place): Asked {
	return {hints, ...(predicted !== undefined && {predicted})};
}

function txidsOf({play}: RunState): Place['txids'] {
	if (play?.phase !== 'ready' && play?.phase !== 'passed') return undefined;
	return Object.fromEntries([...play.baseline.txids].map(([name, txid]) => [name, String(txid)]));
}
