import {awaitsGo} from '../../scripts/run/advance.ts';
import {createRun, type Run, type RunCluster} from '../../scripts/run/create-run.ts';
import type {Phase, RunState} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ExplorerStage, OpenCluster} from '../explore/director.ts';
import {openObserver} from '../scripts/observer.ts';
import {sayVerdicts} from './say-action.ts';
import {beginVisit, type Visit} from './visit.ts';

/** A stage that the cluster is being brought to at full speed. */
export interface Way {
	/** By its index: -1 is before the first, as many as there are the end. */
	readonly to: number;
	/** From the beginning on a fresh cluster, from the beginning on the one that is there, or from where it is. */
	readonly from: 'fresh' | 'start' | 'here';
}

/** A script on the cluster that is on the screen, or on a fresh one. */
export interface Course {
	state(): RunState;
	/** Undefined while it is at no stage's beginning on its way. */
	way(): Way | undefined;
	/** Where it was brought to last from a beginning. */
	brought(): Way | undefined;
	/** The cluster has changed. */
	see(): void;
	/** Does the next action, or goes on to the next stage. */
	go(): void;
	/** Plays all that is passed over. */
	forward(to: number): void;
	/** Plays all that is before it from the beginning: on somebody else's cluster after everything was put back. */
	rewind(to: number): void;
	/** Plays all that is before it on a fresh cluster. */
	afresh(to: number): void;
	/** It is played on somebody else's cluster from now on: the one that is on the screen. */
	visit(): void;
	/** Nothing is done any more; everything is put back. */
	leave(): Promise<void>;
}

/** What a course tells. */
export interface OfCourse {
	/** After each change that leaves it at rest or on its way. */
	changed(): void;
	/** The cluster that is there could not be brought to its beginning, or not to the stage. */
	failed(why: string): void;
	/** What could not be put back on a cluster that is somebody else's: sentences. */
	notTidy(left: readonly string[]): void;
}

/** Phases in which a stage has not begun yet. */
const beginning: ReadonlySet<Phase> = new Set(['preparing', 'before']);

/** Makes a course on the cluster that is on the stage. */
export function createCourse(
	script: Script,
	stage: ExplorerStage,
	openFresh: OpenCluster,
	told: OfCourse,
): Course {
	let way: Way | undefined;
	let brought: Way | undefined;
	let visit: Visit | undefined;
	let isTidying = false;
	const leaving = Promise.withResolvers<void>();
	/** Stages that have failed on a fresh cluster: there is no sense in waiting for them once more. */
	const hopeless = new Set<number>();
	const isThere = () => !isTidying && stage.runtime.store.get().snapshot.phase === 'ready';
	const onChange = () => {
		travel();
		told.changed();
	};
	const cluster = clusterOf(stage, command => (visit ?? stage.runtime).send(command));
	// What takes away what a demo has made is nothing to show.
	const played = {...script, cleanup: []};
	let run: Run = createRun(played, cluster, onChange);

	const noteHopeless = () => {
		const {at, play} = run.state();
		const isFresh = way ? way.from === 'fresh' : brought?.from === 'fresh' && brought.to === at;
		if (isFresh && play?.phase === 'failed') hopeless.add(at);
	};
	const travel = () => {
		noteHopeless();
		if (!way || !isThere()) return;
		const {at, play, stages} = run.state();
		if (way.to < 0 || at >= stages.length) return arrive(way);
		if (play?.phase === 'skipped') return run.go();
		if (play && beginning.has(play.phase)) return;
		if (at >= way.to) return arrive(way);
		if (play?.phase === 'failed' && !hopeless.has(at)) {
			if (way.from === 'here') return rewind(way.to);
			return told.failed(sayVerdicts(play.verdicts));
		}
		if (play?.phase === 'after' && hopeless.has(at)) return run.giveUp();
		if (awaitsGo(run.state())) run.go();
	};
	const arrive = (arrived: Way) => {
		if (arrived.from !== 'here') brought = arrived;
		way = undefined;
	};
	const begin = (to: number, from: Way['from']) => {
		const {nextId} = run.state();
		run.close();
		way = {to, from};
		run = createRun(played, cluster, onChange, nextId);
	};
	const rewind = (to: number) => {
		if (!visit) return afresh(to);
		if (isTidying) return turn(to);
		begin(to, 'start');
		const mine = run;
		isTidying = true;
		told.changed();
		void visit.startOver().then(left => {
			if (run !== mine) return;
			isTidying = false;
			if (left[0] !== undefined) return told.failed(left[0]);
			run.see();
			onChange();
		});
	};
	const afresh = (to: number) => {
		const isOpening = way?.from === 'fresh' && stage.runtime.store.get().snapshot.phase === 'connecting';
		if (isOpening) return turn(to);
		begin(to, 'fresh');
		isTidying = false;
		const left = visit;
		visit = undefined;
		stage.replace(
			openFresh,
			left && (async host => told.notTidy(await left.tidyLeft(host, leaving.promise))),
		);
		told.changed();
	};
	/** Another end of the way that it is on, of which nothing is done yet. */
	const turn = (to: number) => {
		way = {...way!, to};
		told.changed();
	};
	return {
		state: () => run.state(),
		way: () => way,
		brought: () => brought,
		see() {
			visit?.see();
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
		rewind,
		afresh,
		visit() {
			visit = beginVisit(script, stage);
		},
		async leave() {
			run.close();
			leaving.resolve();
			if (visit) told.notTidy(await visit.tidy());
		},
	};
}

/** The cluster on the screen, as a run has it: statements go the way that a person's do. */
function clusterOf({runtime: {store, results}, driver}: ExplorerStage, send: RunCluster['send']): RunCluster {
	const observer = () => openObserver(driver()!);
	return {
		snapshot: () => store.get().snapshot,
		send,
		ask: async (node, sql) => observer().ask(node, sql),
		get: async path => observer().get(path),
		rowsOf: statement => results.get(statement)?.rows,
	};
}
