import {type Baseline, baselineOf} from '../facts.ts';
import type {Verdict} from '../verdict.ts';
import type {Phase, RunContext, RunState} from './state.ts';

/** Phases in which a stage is over. */
export const over: ReadonlySet<Phase> = new Set(['passed', 'failed', 'skipped']);

/** The run in a phase of its stage, from the beginning of that. */
export function inPhase(state: RunState, phase: Phase, context: RunContext): RunState {
	const play = state.play!;
	// What a student does as soon as a step is there belongs to it, also before all is known of it.
	const isFirstReady = phase === 'ready' && play.phase === 'before' && play.by === 'script';
	return {
		...state,
		play: {
			...play,
			phase,
			// What a phase asks has been answered in it.
			questions: [],
			verdicts: [],
			dueMs: context.nowMs + play.stage.deadlineMs,
			...((phase === 'before' || isFirstReady) && {
				todo: play.stage.play,
				baseline: baselineNow(state),
			}),
		},
	};
}

/** Where the step begins, if it begins now. */
export function baselineNow({play, snapshot}: RunState): Baseline {
	return {...baselineOf(snapshot), ...(play?.since && {txids: play.since})};
}

/** The run with its stage ended so. `verdicts` are what is wrong where it failed. */
export function end(
	state: RunState,
	outcome: 'passed' | 'failed' | 'skipped',
	verdicts: readonly Verdict[],
	reason?: string,
): RunState {
	const {underWay: _, ...play} = state.play!;
	const why = reason === undefined ? {} : {reason};
	return {
		...state,
		play: {...play, phase: outcome, verdicts, ...why},
		results: [...state.results, {stage: play.stage, outcome, verdicts, ...why}],
	};
}
