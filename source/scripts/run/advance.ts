import {emptySnapshot} from '../../cluster/snapshot.ts';
import {baselineOf} from '../facts.ts';
import {violations} from '../invariants.ts';
import {unmet} from '../requirements.ts';
import type {Script} from '../schema.ts';
import {goOn} from './phases.ts';
import {end, inPhase, over} from './play.ts';
import {stagesOf} from './stage.ts';
import type {Advanced, Play, PlayedBy, RunContext, RunInput, RunState} from './state.ts';

/** A run before it begins. Its ids begin with `nextId`, so that they are not those of a run before it. */
export function newRun(script: Script, nextId = 1, by: PlayedBy = 'script'): RunState {
	return {script, by, stages: stagesOf(script), at: -1, results: [], snapshot: emptySnapshot, nextId};
}

/** Whether a run does nothing by itself now: it waits for `go`, or is at its end. */
export function awaitsGo({play}: RunState): boolean {
	return play === undefined || play.phase === 'ready' || over.has(play.phase);
}

/** The run after an input, and what it wants to have done. Pure. */
export function advance(state: RunState, input: RunInput, context: RunContext): Advanced {
	const taken = take(state, input, context);
	return settle(taken, context);
}

function take(state: RunState, input: RunInput, context: RunContext): Advanced {
	switch (input.type) {
		case 'begin':
			return begin(state, input, context);
		case 'go':
			return go(state, context);
		case 'solve':
			return {state: solve(state), effects: []};
		case 'give up':
			return {state: giveUp(state), effects: []};
		case 'seen':
			return {state: see(state, input.snapshot), effects: []};
		case 'answered':
			return {state: answered(state, input), effects: []};
		case 'served':
			return {state: served(state, input), effects: []};
		case 'time':
			return {state, effects: []};
	}
}

/** Goes on until nothing more happens without an input. */
function settle({state, effects}: Advanced, context: RunContext): Advanced {
	if (!state.play || over.has(state.play.phase)) return {state, effects};
	const next = goOn(state, context);
	const all = {state: next.state, effects: [...effects, ...next.effects]};
	return next.state.play?.phase === state.play.phase && next.state.play.underWay === state.play.underWay
		? all
		: settle(all, context);
}

function begin(
	state: RunState,
	{stage: at, since}: Pick<Extract<RunInput, {type: 'begin'}>, 'stage' | 'since'>,
	context: RunContext,
): Advanced {
	const results = state.results.slice(0, at);
	const stage = state.stages[at];
	if (!stage) {
		const {play: _, ...rest} = state;
		return {state: {...rest, at, results}, effects: []};
	}
	const play: Play = {
		stage,
		by: stage.kind === 'step' ? state.by : 'script',
		phase: 'preparing',
		todo: stage.prepare,
		begun: [],
		baseline: baselineOf(state.snapshot),
		...(since && {since}),
		dueMs: context.nowMs + stage.deadlineMs,
		questions: [],
		pages: [],
		verdicts: [],
	};
	const begun = {...state, at, results, play};
	const {cluster} = state.snapshot;
	const reason = cluster && unmet(stage.requires, cluster);
	return {state: reason === undefined ? begun : end(begun, 'skipped', [], reason), effects: []};
}

function go(state: RunState, context: RunContext): Advanced {
	const {play} = state;
	if (!play || over.has(play.phase)) return begin(state, {stage: state.at + 1}, context);
	if (play.phase !== 'ready' || play.by === 'student') return {state, effects: []};
	const phase = play.todo.length > 0 ? 'acting' : 'after';
	return {state: inPhase(state, phase, context), effects: []};
}

function solve(state: RunState): RunState {
	const {play} = state;
	return play?.phase === 'ready' ? {...state, play: {...play, by: 'script'}} : state;
}

function giveUp(state: RunState): RunState {
	const {play} = state;
	if (!play || over.has(play.phase)) return state;
	return end(
		state,
		'failed',
		play.verdicts.filter(({finding}) => finding !== 'pass'),
	);
}

function see(state: RunState, snapshot: RunState['snapshot']): RunState {
	const broken = violations(state.script.invariants, state.snapshot, snapshot);
	const seen = {...state, snapshot};
	if (broken.length === 0 || !state.play) return seen;
	const results = state.results.filter(({stage}) => stage !== state.play?.stage);
	return end({...seen, results}, 'failed', broken);
}

function served(state: RunState, {id, answer}: Extract<RunInput, {type: 'served'}>): RunState {
	if (!state.play) return state;
	const pages = state.play.pages.map(page => (page.id === id ? {...page, answer} : page));
	return {...state, play: {...state.play, pages}};
}

function answered(state: RunState, {id, answer}: Extract<RunInput, {type: 'answered'}>): RunState {
	if (!state.play) return state;
	const questions = state.play.questions.map(question =>
		question.id === id ? {...question, waiting: false, answer} : question,
	);
	return {...state, play: {...state.play, questions}};
}
