import {limits} from '../../cluster/limits.ts';
import {parseDuration} from '../duration.ts';
import type {Meaning} from '../meanings.ts';
import type {Action} from '../schema/action.ts';
import type {Expectation} from '../schema/expectation.ts';
import type {Script, Step} from '../schema.ts';

/** One thing after the other that a run goes through: what is set up, each step, what is cleaned up. */
export interface Stage {
	readonly kind: 'setup' | 'step' | 'cleanup';
	readonly id: string;
	/** Undefined for what is not a step. */
	readonly step?: Step;
	readonly requires: Script['requires'];
	/** What is done before it is looked at what must be so before the step. */
	readonly prepare: readonly Action[];
	/** What makes `then` come true, by the script or in a student's stead. */
	readonly play: readonly Action[];
	readonly becomes: readonly Expectation[];
	readonly holds: readonly Expectation[];
	/** On which node the last statement is refused, and what for. */
	readonly refused?: {readonly meaning: Meaning; readonly on: string};
	readonly deadlineMs: number;
}

/** A script as the stages of its run. */
export function stagesOf(script: Script): readonly Stage[] {
	return [
		...(script.setup.length > 0 ? [around('setup', script.setup)] : []),
		...script.steps.map(stageOf),
		...(script.cleanup.length > 0 ? [around('cleanup', script.cleanup)] : []),
	];
}

function around(kind: 'setup' | 'cleanup', play: readonly Action[]): Stage {
	const nothing = {requires: [], prepare: [], becomes: [], holds: []};
	return {kind, id: kind, play, deadlineMs: limits.scriptWaitMs, ...nothing};
}

function stageOf(step: Step): Stage {
	const isTask = step.solution.length > 0;
	const play = isTask ? step.solution : step.do;
	const last = play.findLast(action => 'run' in action || 'forward' in action);
	return {
		kind: 'step',
		id: step.id,
		step,
		requires: step.requires,
		prepare: isTask ? step.do : [],
		play,
		becomes: step.then,
		holds: step.holds,
		...(step.refused !== undefined && last && {refused: {meaning: step.refused, on: last.on}}),
		deadlineMs: step.deadline === undefined ? limits.scriptWaitMs : parseDuration(step.deadline),
	};
}
