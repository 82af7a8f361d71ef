import type {Verdict} from '../verdict.ts';
import {beginAction, type Progress, progressOf} from './perform.ts';
import {baselineNow, end, inPhase} from './play.ts';
import type {Advanced, Begun, Phase, Play, RunContext, RunState} from './state.ts';
import {judgeRefusal, watch} from './watch.ts';

type Step = (state: RunState, context: RunContext) => Advanced;

/** What a play does by itself in each phase. */
const steps: Readonly<Record<Exclude<Phase, 'passed' | 'failed' | 'skipped'>, Step>> = {
	preparing: (state, context) => work(state, context, 'before'),
	before,
	ready(state, context) {
		const {play} = state;
		const {becomes, refused} = play!.stage;
		if (play!.by === 'student') return look(state, context, false);
		// Between two of the script's own actions what it expects may be so for a moment.
		if (play!.todo !== play!.stage.play) return {state, effects: []};
		if (becomes.length === 0 && !refused) return {state, effects: []};
		return look(state, context, false);
	},
	acting: (state, context) => work(state, context, 'ready'),
	after: (state, context) => look(state, context, true),
};

/** What the play does by itself now, in the phase that it is in. */
export function goOn(state: RunState, context: RunContext): Advanced {
	return steps[state.play!.phase as keyof typeof steps](state, context);
}

/** Works off the list of actions; one at a time while acting, since each waits for `go`. */
function work(state: RunState, context: RunContext, next: 'before' | 'ready'): Advanced {
	const play = state.play!;
	if (play.underWay) return finish(state, context, next);
	const [action, ...todo] = play.todo;
	if (!action) return {state: inPhase(state, next, context), effects: []};
	const {begun, pages, effects, nextId} = beginAction(state, action);
	const working: Play = {
		...play,
		todo,
		underWay: begun,
		begun: [...play.begun, begun],
		pages: [...play.pages, ...pages],
		questions: [],
	};
	return {
		state: {...state, nextId, play: {...working, dueMs: context.nowMs + play.stage.deadlineMs}},
		effects,
	};
}

function finish(state: RunState, context: RunContext, next: 'before' | 'ready'): Advanced {
	const {underWay, ...play} = state.play!;
	const {progress, ...looked} = lookAt(state, underWay!, context);
	if (progress.is === 'done') {
		const isLast = play.todo.length === 0 && next === 'ready';
		const phase = isLast ? 'after' : next === 'ready' ? 'ready' : 'preparing';
		return {...looked, state: inPhase({...looked.state, play}, phase, context)};
	}
	if (progress.is === 'waiting' && context.nowMs < play.dueMs) {
		const waiting = {...looked.state.play!, verdicts: progress.verdicts};
		return {...looked, state: {...looked.state, play: waiting}};
	}
	return {...looked, state: end(looked.state, 'failed', progress.verdicts)};
}

/** How far the action is that is under way. */
function lookAt(state: RunState, underWay: Begun, context: RunContext): Advanced & {progress: Progress} {
	const {action} = underWay;
	if (!('wait' in action)) {
		return {state, effects: [], progress: progressOf(state, state.play!, underWay)};
	}
	const {verdicts, ...watching} = watch(state, action.wait, context);
	const open = verdicts.filter(({finding}) => finding !== 'pass');
	if (open.length === 0) return {...watching, progress: {is: 'done'}};
	return {...watching, progress: {is: 'waiting', verdicts: open}};
}

/** What is expected where `then` is so before its step. */
export const alreadySo = 'not so before the step';

/** Before a step: what holds must be so, and what is to become so must not be so yet. */
function before(state: RunState, context: RunContext): Advanced {
	const {stage, dueMs} = state.play!;
	const {verdicts, ...watching} = watch(state, [...stage.holds, ...stage.becomes], context);
	const [holds, becomes] = [verdicts.slice(0, stage.holds.length), verdicts.slice(stage.holds.length)];
	const missing = holds.filter(({finding}) => finding !== 'pass');
	if (state.play!.by === 'student')
		return {...watching, state: beforeStudent(watching.state, verdicts, context)};
	if (missing.length === 0 && !becomes.some(({isPending}) => isPending)) {
		const already = becomes.filter(({finding}) => finding === 'pass');
		if (already.length === 0) return {...watching, state: inPhase(watching.state, 'ready', context)};
		const wrong = already.map(verdict => ({...verdict, finding: 'fail', expected: alreadySo}) as const);
		return {...watching, state: end(watching.state, 'failed', wrong)};
	}
	if (context.nowMs < dueMs) {
		const looked = {...watching.state, play: {...watching.state.play!, verdicts: missing}};
		return {...watching, state: looked};
	}
	return {
		...watching,
		state: end(watching.state, 'failed', [...missing, ...becomes.filter(({isPending}) => isPending)]),
	};
}

/** The same with a student: what must be so may take as long as they take, and what is so already is no fault. */
function beforeStudent(state: RunState, verdicts: readonly Verdict[], context: RunContext): RunState {
	const play = state.play!;
	const looked = {...state, play: {...play, verdicts}};
	if (verdicts.some(({isPending}) => isPending)) return looked;
	const isReady = verdicts.slice(0, play.stage.holds.length).every(({finding}) => finding === 'pass');
	if (isReady) return inPhase(looked, 'ready', context);
	// What puts right what has to be so before it does not belong to the step.
	return {...looked, play: {...looked.play, baseline: baselineNow(state)}};
}

/** Looks at what the step expects. With a deadline it fails when that has passed. */
function look(state: RunState, context: RunContext, hasDeadline: boolean): Advanced {
	const play = state.play!;
	const {stage, dueMs} = play;
	const {verdicts, ...watching} = watch(state, [...stage.becomes, ...stage.holds], context);
	const refusal = judgeRefusal(state.snapshot, play, stage);
	const all = refusal ? [...verdicts, refusal] : verdicts;
	const looked = {...watching.state, play: {...watching.state.play!, verdicts: all}};
	if (all.every(({finding}) => finding === 'pass')) {
		return {...watching, state: end(looked, 'passed', all)};
	}
	// Nothing more is run, so a statement that was not refused never will be.
	const isLost = hasDeadline && (refusal?.finding === 'fail' || context.nowMs >= dueMs);
	if (!isLost) return {...watching, state: looked};
	return {
		...watching,
		state: end(
			looked,
			'failed',
			all.filter(({finding}) => finding !== 'pass'),
		),
	};
}
