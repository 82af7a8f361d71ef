import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import type {Value} from '../../sqlite/values.ts';
import type {PageAnswer, QueryAnswer} from '../facts.ts';
import type {Script} from '../schema.ts';
import {advance, newRun} from './advance.ts';
import type {PlayedBy, RunEffect, RunInput, RunState} from './state.ts';

/** The cluster that a script is played on. Who makes it asks the person where a command needs that. */
export interface RunCluster {
	snapshot(): ClusterSnapshot;
	/** Asks something of the cluster; statements run in the person's sessions. */
	send(command: ClusterCommand): void;
	/** Runs a query in a session that is not the person's. Never rejects. */
	ask(node: string, sql: string): Promise<QueryAnswer>;
	/** Reads a page of the application through the ingress. Never rejects. */
	get(path: string): Promise<PageAnswer>;
	/** The rows of a statement in a person's session, where it returned any. */
	rowsOf(statement: string): readonly (readonly Value[])[] | undefined;
}

/** A script that is being played. */
export interface Run {
	state(): RunState;
	/** The cluster has changed. */
	see(): void;
	/** Does the next action, or goes on to the next stage. */
	go(): void;
	/** Plays a stage from its beginning, by its index. With `since`, where the nodes were when a student began it. */
	begin(stage: number, since?: ReadonlyMap<string, bigint>): void;
	/** The script does the step that is on in the student's stead: what follows is done by `go`. */
	solve(): void;
	/** The stage that is on has failed, without waiting any longer. */
	giveUp(): void;
	/** Nothing is done any more. */
	close(): void;
}

/**
 * Makes a run of a script: nothing happens in it before the first `go`. Whoever calls `go` sets the pace: a key, a
 * timer, or at once. `changed` is told after each change. `nextId` is where a run before it on the same screen ended.
 */
export function createRun(
	script: Script,
	cluster: RunCluster,
	changed: (state: RunState) => void,
	nextId?: number,
	by?: PlayedBy,
): Run {
	let state = newRun(script, nextId, by);
	let timer: NodeJS.Timeout | undefined;
	let closed = false;
	let busy = false;
	const waiting: RunInput[] = [];

	/** What comes while something is taken in, such as the cluster's answer to a command, waits for its turn. */
	const take = (input: RunInput) => {
		if (closed) return;
		waiting.push(input);
		if (busy) return;
		busy = true;
		for (let next = waiting.shift(); next; next = waiting.shift()) takeOne(next);
		busy = false;
	};
	const takeOne = (input: RunInput) => {
		const before = state;
		const {rowsOf} = cluster;
		const advanced = advance(state, input, {nowMs: performance.now(), rowsOf});
		state = advanced.state;
		for (const effect of advanced.effects) perform(effect);
		remind();
		if (state !== before) changed(state);
	};
	const perform = (effect: RunEffect) => {
		if (effect.type === 'send') {
			cluster.send(effect.command);
			return;
		}
		const {id} = effect;
		if (effect.type === 'get')
			void cluster.get(effect.path).then(answer => take({type: 'served', id, answer}));
		else void cluster.ask(effect.node, effect.sql).then(answer => take({type: 'answered', id, answer}));
	};
	const remind = () => {
		clearTimeout(timer);
		const {play} = state;
		if (!play || closed) return;
		const inMs = play.dueMs - performance.now();
		if (inMs > 0) timer = setTimeout(() => take({type: 'time'}), Math.ceil(inMs) + 1);
	};
	return {
		state: () => state,
		see: () => take({type: 'seen', snapshot: cluster.snapshot()}),
		go: () => take({type: 'go'}),
		begin: (stage, since) => take({type: 'begin', stage, ...(since && {since})}),
		solve: () => take({type: 'solve'}),
		giveUp: () => take({type: 'give up'}),
		close() {
			closed = true;
			clearTimeout(timer);
		},
	};
}
