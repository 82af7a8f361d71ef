import {unmet} from '../../scripts/requirements.ts';
import type {RunState} from '../../scripts/run/state.ts';

/** The stage of a step, by its index. */
export function stageOfStep({stages}: RunState, step: number): number {
	return stages.findIndex(({kind}) => kind === 'step') + step;
}

/** The stage before one that the cluster can serve: -1 is before the first step. */
export function stageBefore(run: RunState, at: number): number {
	const {cluster} = run.snapshot;
	const isServed = (index: number) => !cluster || unmet(run.stages[index]!.requires, cluster) === undefined;
	let before = Math.min(at, run.stages.length) - 1;
	while (before >= 0 && !isServed(before)) before -= 1;
	return before < stageOfStep(run, 0) ? -1 : before;
}

/** The stage after one: as many as there are is the end. */
export function stageAfter(run: RunState, at: number): number {
	return Math.min(Math.max(at + 1, stageOfStep(run, 0)), run.stages.length);
}
