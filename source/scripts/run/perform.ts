import type {ClusterCommand} from '../../cluster/command.ts';
import type {NodeState, StatementEntry} from '../../cluster/snapshot.ts';
import {splitStatements} from '../../sqlite/split.ts';
import {parseDuration} from '../duration.ts';
import {describeEnd} from '../explain-outcome.ts';
import {resolveNode} from '../facts.ts';
import type {Action, ActionHead, ActionOf} from '../schema/action.ts';
import type {Verdict} from '../verdict.ts';
import type {Begun, Page, Play, RunEffect, RunState} from './state.ts';

/** What an action asks of the cluster, on the node that it names. */
type Commands = {
	readonly [Head in Exclude<ActionHead, 'wait' | 'get'>]: (
		action: ActionOf<Head>,
		node: NodeState,
		begun: Begun & {readonly run: string},
	) => ClusterCommand;
};

const commands: Commands = {
	run: (_, {name: node}, {run, statements}) => ({type: 'run', run, node, statements}),
	forward: (_, {name: node}, {run, statements}) => ({type: 'forward', run, node, statements}),
	stop: (_, {name: node}) => ({type: 'stop', node}),
	start: (_, {name: node}) => ({type: 'start', node}),
	kill: (_, {name: node}) => ({type: 'kill', node}),
	pause: (_, {name: node}) => ({type: 'pause', node}),
	resume: (_, {name: node}) => ({type: 'resume', node}),
	link: (action, {name: node, link}) => ({type: 'link', node, ...wantedLink(action, link)}),
};

/** The status that a node has when it is done. */
const statuses = {
	stop: 'stopped',
	start: 'running',
	kill: 'killed',
	pause: 'paused',
	resume: 'running',
} as const;

/** An action that was begun, and what is asked for it. */
export interface Beginning {
	readonly begun: Begun;
	readonly pages: readonly Page[];
	readonly effects: readonly RunEffect[];
	readonly nextId: number;
}

/** Begins an action. What it asks for comes back by the ids in `begun`. */
export function beginAction(state: RunState, action: Action): Beginning {
	const run = `script ${state.nextId}`;
	const nextId = state.nextId + 1;
	const pages = pagesOf(action, run);
	const begun = {action, statements: statementsOf(action, run), pages: pages.map(({id}) => id)};
	const gets = pages.map(({id, path}) => ({type: 'get', id, path}) as const);
	const node = resolveNode(state.snapshot, nodeNameOf(action));
	const head = headOf(action);
	if (head === 'wait' || head === 'get' || !node) return {begun, pages, effects: gets, nextId};
	const make = commands[head] as (...args: Parameters<Commands['run']>) => ClusterCommand;
	const command = make(action as ActionOf<'run'>, node, {...begun, run});
	return {begun, pages, effects: [{type: 'send', command}], nextId};
}

function statementsOf(action: Action, run: string): Begun['statements'] {
	const sql = 'run' in action ? action.run : 'forward' in action ? action.forward : '';
	return splitStatements(sql).statements.map(({text}, index) => ({
		id: `${run}.${index}`,
		sql: text.trim(),
	}));
}

function pagesOf(action: Action, run: string): readonly Page[] {
	if (!('get' in action)) return [];
	return Array.from({length: action.times ?? 1}, (_, index) => ({id: `${run}.${index}`, path: action.get}));
}

/** How far an action is; with it what went wrong, or what is still waited for. */
export type Progress =
	| {readonly is: 'done'}
	| {readonly is: 'failed' | 'waiting'; readonly verdicts: readonly Verdict[]};

/** How far an action other than `wait` is. Where the step expects it, its last statement may be refused. */
export function progressOf({snapshot}: RunState, play: Play, begun: Begun): Progress {
	const {action, statements} = begun;
	if ('get' in action) return pagesProgress(play, begun);
	const name = nodeNameOf(action);
	const node = resolveNode(snapshot, name);
	if (!node) {
		const nobody = {about: `there is a node ${name}`, expected: name, actual: 'none'};
		return {is: 'waiting', verdicts: [{finding: 'cannot tell', node: name, ...nobody}]};
	}
	if ('link' in action) {
		const [wanted, link] = [linkText(wantedLink(action, node.link)), linkText(node.link)];
		return until(link === wanted, verdictOn(node, 'its link', wanted, link));
	}
	const status = statuses[headOf(action) as keyof typeof statuses] as string | undefined;
	if (status !== undefined) {
		return until(node.status === status, verdictOn(node, `${node.name} is ${status}`, status, node.status));
	}
	return statementsProgress(node, statements, mayBeRefused(play));
}

function pagesProgress({pages}: Play, begun: Begun): Progress {
	const read = pages.filter(({id}) => begun.pages.includes(id));
	for (const {path, answer} of read) {
		const verdict = {
			finding: 'cannot tell',
			node: 'ingress',
			about: `GET ${path}`,
			expected: 'an answer',
		} as const;
		if (!answer) return {is: 'waiting', verdicts: [{...verdict, actual: 'there is none yet'}]};
		if ('error' in answer) return {is: 'failed', verdicts: [{...verdict, actual: answer.error}]};
	}
	return {is: 'done'};
}

function until(isDone: boolean, verdict: Verdict): Progress {
	return isDone ? {is: 'done'} : {is: 'waiting', verdicts: [verdict]};
}

/** Whether the last statement of what is under way is the one that the step wants refused. */
function mayBeRefused({stage, phase, todo}: Play): boolean {
	const isLast = !todo.some(next => 'run' in next || 'forward' in next);
	return phase === 'acting' && stage.refused !== undefined && isLast;
}

function statementsProgress(
	node: NodeState,
	statements: Begun['statements'],
	lastMayFail: boolean,
): Progress {
	for (const [index, {id, sql}] of statements.entries()) {
		const entry = node.transcript.findLast(
			(one): one is StatementEntry => one.kind === 'statement' && one.id === id,
		);
		const outcome = entry?.outcome;
		if (!outcome) {
			return {is: 'waiting', verdicts: [verdictOn(node, sql, 'an outcome', 'it has not ended yet')]};
		}
		const isExpected = outcome.status === 'ok' || (lastMayFail && index === statements.length - 1);
		if (!isExpected) {
			return {is: 'failed', verdicts: [verdictOn(node, sql, 'ok', describeEnd(entry))]};
		}
	}
	return {is: 'done'};
}

function verdictOn({name: node}: NodeState, about: string, expected: string, actual: string): Verdict {
	return {finding: 'fail', node, about, expected, actual};
}

function headOf(action: Action): ActionHead {
	return Object.keys(action).find(
		key => ['wait', 'get'].includes(key) || Object.hasOwn(commands, key),
	) as ActionHead;
}

/** The node of an action, as the script calls it; '' for one that has none. */
export function nodeNameOf(action: Action): string {
	if ('on' in action) return action.on;
	if ('wait' in action || 'get' in action) return '';
	return (action as Readonly<Record<string, string>>)[headOf(action)]!;
}

function wantedLink(
	{latency, cut}: ActionOf<'link'>,
	link: NodeState['link'],
): {readonly latencyMs: number; readonly cut: boolean} {
	return {
		latencyMs: latency === undefined ? (link?.latencyMs ?? 0) : parseDuration(latency),
		cut: cut ?? link?.cut ?? false,
	};
}

function linkText(link: NodeState['link']): string {
	if (!link) return 'no link';
	return `${link.latencyMs}ms${link.cut ? ', cut' : ''}`;
}
