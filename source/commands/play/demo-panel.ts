import {openTransactions} from '../../cluster/selectors.ts';
import type {RunState} from '../../scripts/run/state.ts';
import type {ScriptPanel, StepMark} from '../../ui/screen/script.ts';
import type {Way} from './course.ts';
import {nextOf, sayVerdicts} from './say-action.ts';

/** How a demo stands, as far as its caption tells. */
export interface DemoState {
	readonly run: RunState;
	readonly way: Way | undefined;
	/** The cluster is there, and takes what is asked of it. */
	readonly isThere: boolean;
	/** A key was pressed, and what it does is not done yet. */
	readonly isBusy: boolean;
	/** What is waited for takes a while. */
	readonly isLate: boolean;
	readonly isPaused: boolean;
	readonly isAuto: boolean;
	/** Why the step that is on has not gone as it should: a sentence. */
	readonly failure: string | undefined;
	/** What has to be said besides: a sentence. */
	readonly notice: string | undefined;
}

const marks = {passed: 'passed', failed: 'failed', skipped: 'left out'} as const;

/** A demo as it stands on the screen. */
export function panelOf(demo: DemoState): ScriptPanel {
	const {run, way} = demo;
	const {script, stages, play} = run;
	const at = stepAt(run, way?.to ?? run.at);
	const step = script.steps[at];
	const isHere = !way && play?.stage.kind === 'step';
	const next = isHere && play.phase === 'ready' ? nextOf(play) : undefined;
	const remark = remarkOf(demo);
	const steps = stages.flatMap(stage => {
		const result = run.results.findLast(one => one.stage === stage);
		const mark: StepMark = result ? marks[result.outcome] : 'open';
		return stage.step ? [{id: stage.id, title: stage.step.title, mark}] : [];
	});
	return {
		kind: 'demo',
		title: script.title,
		steps,
		at,
		say: step ? step.say : at < 0 ? script.about : endingOf(run),
		...(step?.predict !== undefined && {predict: step.predict}),
		story: script.steps.map(({say, predict}) => ({say, ...(predict !== undefined && {predict})})),
		standing: standingOf(demo, at),
		...(next !== undefined && {next}),
		...(remark !== undefined && {remark}),
		tasks: [],
		hints: [],
		hintCount: 0,
		isAuto: demo.isAuto,
	};
}

function endingOf({snapshot}: RunState): string {
	return snapshot.cluster?.guest
		? 'That was all of it. Ask the cluster whatever you like: what the demo made is dropped when you leave.'
		: 'That was all of it. The cluster stays as it is until you leave: ask it whatever you like.';
}

/** The step of a stage, by its index: what is set up is before the first. */
function stepAt({stages, script}: RunState, at: number): number {
	if (at >= stages.length) return script.steps.length;
	return stages.slice(0, at + 1).filter(({kind}) => kind === 'step').length - 1;
}

function standingOf(
	{run, way, isThere, isBusy, isPaused, failure}: DemoState,
	at: number,
): ScriptPanel['standing'] {
	if (isPaused) return 'paused';
	if (failure !== undefined) return 'failed';
	if (way || !isThere) return 'busy';
	if (at >= run.script.steps.length) return 'over';
	const phase = run.play?.phase;
	if (phase === 'passed') return 'passed';
	return isBusy || (phase !== undefined && phase !== 'ready') ? 'busy' : 'waiting';
}

function remarkOf({run, way, isThere, isLate, failure, notice}: DemoState): string | undefined {
	if (failure !== undefined) return failure;
	const verdicts = run.play?.verdicts ?? [];
	if (isLate && !way && verdicts.length > 0) {
		const [open] = openTransactions(run.snapshot);
		const why = open ? `A transaction is open on ${open.name}` : sayVerdicts(verdicts);
		return `Still waiting. ${why}. The key a begins the step again.`;
	}
	if (notice !== undefined) return notice;
	if (way) return way.to < 0 ? 'A clean cluster is being made.' : bringing(run, way.to);
	return isThere ? readPages(run) : 'The cluster is being started.';
}

/** Who has answered the pages that were read in the step: nothing else on the screen tells of them. */
function readPages({play}: RunState): string | undefined {
	const nodes = play?.pages.flatMap(({answer}) => (answer && 'servedBy' in answer ? [answer.servedBy] : []));
	if (!nodes || nodes.length === 0) return undefined;
	return `${nodes.length === 1 ? 'The page came from' : 'One after the other, the pages came from'} ${nodes.join(', ')}.`;
}

function bringing(run: RunState, to: number): string {
	const at = stepAt(run, to);
	return at >= run.script.steps.length
		? 'What is left is done at full speed.'
		: `Bringing the cluster to step ${at + 1}.`;
}
