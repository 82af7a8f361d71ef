/** How a step was done; the first is the best. `shown`: its solution was played. */
export const ways = ['solved', 'solved with hints', 'shown'] as const;

/** See `ways`. */
export type Way = (typeof ways)[number];

/** The step of a lesson that somebody is in. */
export interface Place {
	readonly step: string;
	/**
	 * What the lesson's cluster holds: what was done in this step so far, or something else, so that the step's
	 * checkpoint has to be brought back first.
	 */
	readonly data: 'step' | 'other';
	/** The TXIDs of the nodes when the step began, in decimal digits; missing before that. */
	readonly txids?: Readonly<Record<string, string>>;
	/** Hints that were shown. */
	readonly hints: number;
	/** What was answered to the step's question. */
	readonly predicted?: string;
}

/** How far somebody is in a lesson, as its file has it. */
export interface Progress {
	readonly format: 1;
	/** By the ids of steps; what is not in it has not been done. */
	readonly steps: Readonly<Record<string, Way>>;
	/** Missing before the beginning and after the end. */
	readonly at?: Place;
}

/** Before the first step. */
export const noProgress: Progress = {format: 1, steps: {}};

/**
 * The progress with a step done. One that was solved stays so; one whose solution was seen is not solved without help
 * any more.
 */
export function withStep(progress: Progress, step: string, way: Way): Progress {
	const before = progress.steps[step];
	const now = before === 'shown' && way === 'solved' ? 'solved with hints' : way;
	const best = before !== undefined && ways.indexOf(before) <= ways.indexOf(now) ? before : now;
	return {...progress, steps: {...progress.steps, [step]: best}};
}

/** Whether a value is progress as this format has it. */
export function isProgress(value: unknown): value is Progress {
	if (!isRecord(value) || value['format'] !== 1 || !isRecord(value['steps'])) return false;
	const areWays = Object.values(value['steps']).every(way => ways.some(known => known === way));
	return areWays && (value['at'] === undefined || isPlace(value['at']));
}

function isPlace(value: unknown): value is Place {
	if (!isRecord(value)) return false;
	const {step, data, txids, hints, predicted} = value;
	return (
		typeof step === 'string' &&
		(data === 'step' || data === 'other') &&
		(txids === undefined || areTxids(txids)) &&
		Number.isInteger(hints) &&
		(predicted === undefined || typeof predicted === 'string')
	);
}

function areTxids(value: unknown): boolean {
	return (
		isRecord(value) && Object.values(value).every(txid => typeof txid === 'string' && /^\d+$/.test(txid))
	);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
