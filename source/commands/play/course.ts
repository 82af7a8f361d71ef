import {awaitsGo} from '../../scripts/run/advance.ts';
import {createRun, type Run, type RunCluster} from '../../scripts/run/create-run.ts';
import type {Phase, RunState} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ExplorerStage, OpenCluster} from '../explore/director.ts';
import {readPage} from '../scripts/ingress.ts';

/** A stage that the cluster is being brought to at full speed. */
export interface Way {
	/** By its index: -1 is before the first, as many as there are the end. */
	readonly to: number;
	/** From the beginning on a fresh cluster, or from where it is. */
	readonly from: 'fresh' | 'here';
}

/** A script on the cluster that is on the screen, or on a fresh one. */
export interface Course {
	state(): RunState;
	/** Undefined while it is at no stage's beginning on its way. */
	way(): Way | undefined;
	/** The stage that a fresh cluster was brought to last. */
	freshAt(): number | undefined;
	/** The cluster has changed. */
	see(): void;
	/** Does the next action, or goes on to the next stage. */
	go(): void;
	/** Plays all that is passed over. */
	forward(to: number): void;
	/** Plays all that is before it on a fresh cluster. */
	afresh(to: number): void;
	close(): void;
}

/** Phases in which a stage has not begun yet. */
const beginning: ReadonlySet<Phase> = new Set(['preparing', 'before']);

/** Makes a course. `changed` is told after each change that leaves it at rest or on its way. */
export function createCourse(
	script: Script,
	stage: ExplorerStage,
	openFresh: OpenCluster,
	changed: () => void,
): Course {
	let way: Way | undefined;
	let freshAt: number | undefined;
	/** Stages that have failed on a fresh cluster: there is no sense in waiting for them once more. */
	const hopeless = new Set<number>();
	const isThere = () => stage.runtime.store.get().snapshot.phase === 'ready';
	const onChange = () => {
		travel();
		changed();
	};
	const played = forRoom(script);
	let run: Run = createRun(played, clusterOf(stage), onChange);

	const travel = () => {
		if (!way || !isThere()) return;
		const {at, play, stages} = run.state();
		if (way.to < 0 || at >= stages.length) return arrive();
		if (play?.phase === 'skipped') return run.go();
		if (play && beginning.has(play.phase)) return;
		if (at >= way.to) return arrive();
		if (play?.phase === 'failed') {
			if (way.from === 'here') return afresh(way.to);
			hopeless.add(at);
		}
		if (play?.phase === 'after' && hopeless.has(at)) return run.begin(at + 1);
		if (awaitsGo(run.state())) run.go();
	};
	const arrive = () => {
		freshAt = way?.from === 'fresh' ? way.to : freshAt;
		way = undefined;
	};
	const afresh = (to: number) => {
		const {nextId} = run.state();
		run.close();
		way = {to, from: 'fresh'};
		run = createRun(played, clusterOf(stage), onChange, nextId);
		stage.replace(openFresh);
		changed();
	};
	return {
		state: () => run.state(),
		way: () => way,
		freshAt: () => freshAt,
		see() {
			run.see();
			onChange();
		},
		go() {
			if (isThere()) run.go();
		},
		forward(to) {
			way = {to, from: way?.from ?? 'here'};
			onChange();
		},
		afresh,
		close: () => run.close(),
	};
}

/** How long a room is kept waiting for what a step expects, where the step does not say. */
const patience = '8s';

/** A script without its cleanup, which is nothing to show, and with the patience of a room. */
function forRoom(script: Script): Script {
	return {...script, cleanup: [], steps: script.steps.map(step => ({deadline: patience, ...step}))};
}

/** The cluster on the screen, as a run has it: statements go the way that a person's do. */
function clusterOf({runtime: {store, results, send}, driver}: ExplorerStage): RunCluster {
	return {
		snapshot: () => store.get().snapshot,
		send,
		ask: async (node, sql) => driver()?.ask?.(node, sql) ?? {error: cannotAsk},
		async get(path) {
			try {
				const ingress = await driver()?.ingress?.();
				return ingress === undefined ? {error: noIngress} : await readPage(ingress, path);
			} catch (error) {
				return {error: (error as Error).message};
			}
		},
		rowsOf: statement => results.get(statement)?.rows,
	};
}

const cannotAsk = {code: 'LITESCOPE_CANNOT_ASK', message: 'Nothing can be asked on this cluster.'};
const noIngress = 'This cluster has no ingress: it is part of the LiteFS stack in Docker.';
