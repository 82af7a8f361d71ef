import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';
import {describeEnd, wasRefusedFor} from '../explain-outcome.ts';
import {type Facts, resolveNode, statementsSince} from '../facts.ts';
import {absence} from '../judge/judge-table.ts';
import {judge} from '../judge.ts';
import type {Expectation} from '../schema/expectation.ts';
import {cannotTell, found, type Verdict} from '../verdict.ts';
import type {Stage} from './stage.ts';
import type {Play, Question, RunContext, RunEffect, RunState} from './state.ts';

/** What was found out, and what had to be asked for it. */
export interface Watching {
	readonly state: RunState;
	readonly effects: readonly RunEffect[];
	/** One for each expectation. */
	readonly verdicts: readonly Verdict[];
}

/** Looks at expectations. Their queries are asked now, and again wherever a node has come somewhere else since. */
export function watch(state: RunState, expectations: readonly Expectation[], context: RunContext): Watching {
	const play = state.play!;
	const effects: RunEffect[] = [];
	let {nextId} = state;
	let questions = play.questions;
	for (const expectation of expectations) {
		if (!('rows' in expectation)) continue;
		const node = resolveNode(state.snapshot, expectation.on);
		if (!node || absence(node) !== undefined) continue;
		const sql = expectation.rows;
		const known = questions.find(question => question.sql === sql && question.node === node.name);
		const askedAt = whereIs(node);
		if (known && (known.waiting || known.askedAt === askedAt)) continue;
		const asked: Question = {
			...known,
			id: `question ${nextId}`,
			node: node.name,
			sql,
			askedAt,
			waiting: true,
		};
		nextId += 1;
		questions = [...questions.filter(question => question !== known), asked];
		effects.push({type: 'ask', id: asked.id, node: node.name, sql});
	}
	const watching = {...play, questions};
	const facts = factsOf(state.snapshot, watching, context);
	return {
		state: effects.length === 0 ? state : {...state, nextId, play: watching},
		effects,
		verdicts: expectations.map(expectation => judge(expectation, facts)),
	};
}

/** What is known of a play now. */
function factsOf(snapshot: ClusterSnapshot, play: Play, {rowsOf}: RunContext): Facts {
	return {
		snapshot,
		baseline: play.baseline,
		answerTo: (query, node) =>
			play.questions.find(question => question.sql === query && question.node === node)?.answer,
		servedBy: play.pages.flatMap(({answer}) => (answer && 'servedBy' in answer ? [answer.servedBy] : [])),
		rowsOf,
	};
}

function whereIs({position, status}: NodeState): string {
	return `${status} ${position ? formatPosition(position) : ''}`;
}

/** The refusal that a step wants as a line of a checklist; '' where it wants none. */
export function describeRefusal({refused}: Pick<Stage, 'refused'>): string {
	return refused ? `a statement on ${refused.on} is refused: ${refused.meaning}` : '';
}

/** Whether a statement of the step was refused for what it should be; undefined where nothing should be. */
export function judgeRefusal(
	snapshot: ClusterSnapshot,
	{baseline}: Play,
	{refused}: Stage,
): Verdict | undefined {
	if (!refused) return undefined;
	const {meaning, on} = refused;
	const node = resolveNode(snapshot, on);
	const about = describeRefusal({refused});
	const expected = `refused: ${meaning}`;
	if (!node) return {node: on, about, ...cannotTell(expected, `there is no node ${on} now`)};
	const ended = statementsSince(node, baseline);
	const last = ended.at(-1);
	const actual = last ? describeEnd(last) : 'nothing has been run in this step';
	const isSo = ended.some(entry => wasRefusedFor(snapshot, node, entry, meaning));
	return {node: node.name, about, ...found(isSo, expected, actual)};
}
