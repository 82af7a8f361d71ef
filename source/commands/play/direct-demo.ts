import {resolveNode} from '../../scripts/facts.ts';
import {nodeNameOf} from '../../scripts/run/perform.ts';
import type {Phase, Play} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import type {Director, ExplorerStage, OpenCluster} from '../explore/director.ts';
import {createCourse} from './course.ts';
import {panelOf} from './demo-panel.ts';
import type {Pace} from './pace.ts';
import {sayVerdicts, sqlOf} from './say-action.ts';
import {stageAfter, stageBefore, stageOfStep} from './stages.ts';
import {createTeller} from './tell-demo.ts';
import {troubleOf} from './trouble.ts';
import {createTypist} from './typist.ts';
import {createWelcome} from './welcome.ts';

/** Phases in which the cluster is waited for. */
const waiting: ReadonlySet<Phase | undefined> = new Set(['preparing', 'before', 'acting', 'after'] as const);

/** How often a fresh cluster may fail to come up before that is said. */
const openings = 2;

/** A demo, and what it is played with. */
export interface Demo {
	readonly script: Script;
	/** Opens the cluster that it is played on where it is no other, and where that fails. */
	readonly openFresh: OpenCluster;
	readonly pace: Pace;
	/** Told of what could not be put back on a cluster that is somebody else's. */
	readonly notTidy: (left: readonly string[]) => void;
}

/**
 * Plays a demo in the explorer: each `go` does one thing, typed where it is a statement. Where the cluster or a step
 * fails, it goes on on a fresh cluster, brought to the same step.
 */
export function directDemo({script, openFresh, pace, notTidy}: Demo, stage: ExplorerStage): Director {
	const {store, change} = stage.runtime;
	const typist = createTypist(change, pace);
	/** A key was pressed, and what it does is not done yet. */
	let goes = false;
	/** A key was pressed while the cluster was being started. */
	let isWanted = false;
	/** The one action of that key was begun. */
	let hasActed = false;
	let isPaused = false;
	/** Why the step that is on is over without having gone as it should; `blocked` where it could not begin. */
	let failure: {readonly isBlocked: boolean; readonly text: string} | undefined;
	/** What has to be said until the next step. */
	let notice: string | undefined;
	let fallback: string | undefined;
	/** Fresh clusters in a row of which none came up. */
	let failed = 0;
	let isClosed = false;

	const here = () => course.way()?.to ?? course.state().at;
	const rest = () => {
		typist.stop();
		goes = false;
		isWanted = false;
		failure = undefined;
	};
	const settle = () => {
		if (isClosed) return;
		if (!welcome.isDecided()) return teller.tell();
		const {snapshot} = store.get();
		const {play} = course.state();
		const trouble = troubleOf(snapshot, course.state());
		if (snapshot.phase === 'ready') failed = 0;
		if (snapshot.phase === 'gone') lose(trouble!);
		else if (course.way()) {
			if (course.way()?.from !== 'fresh' && trouble !== undefined) return fallBack(trouble);
		} else {
			if (goes && trouble !== undefined) return fallBack(trouble);
			if (play?.phase === 'skipped') return course.go();
			if (play?.phase === 'failed') stepFailed(play, trouble);
			else failure = undefined;
			if (isWanted && snapshot.phase === 'ready') return go();
			if (goes && play) work(play);
		}
		teller.tell();
	};
	/** The cluster is gone. */
	const lose = (why: string) => {
		if (failed >= openings)
			failure = {isBlocked: true, text: `No cluster can be started: ${why}. Space tries again.`};
		else {
			failed += 1;
			fallBack(why);
		}
	};
	const fallBack = (why: string, to = here(), what = 'The cluster failed') => {
		rest();
		fallback = `${what}: ${why}. The demo goes on on a fresh embedded one.`;
		notice = fallback;
		course.afresh(to);
	};
	const stepFailed = (play: Play, trouble: string | undefined) => {
		if (failure) return;
		const {at} = course.state();
		const why = sayVerdicts(play.verdicts);
		if (trouble !== undefined) return fallBack(trouble);
		const brought = course.brought();
		const isFresh = brought?.to === at && brought.from === 'fresh';
		const isAgain = brought?.to === at && brought.from === 'start';
		const hasBegun = play.todo !== play.stage.play;
		if (!isFresh && (hasBegun || isAgain)) return fallBack(why, at, 'The step failed on this cluster');
		rest();
		failure = isFresh
			? {isBlocked: false, text: `This step does not go as it should: ${why}. Space goes on.`}
			: {
					isBlocked: true,
					text: `The step cannot begin: ${why}. Space brings the cluster to where it begins.`,
				};
	};
	/** Does what is left of what a key asked for: waiting takes no key of its own. */
	const work = (play: Play) => {
		if (play.phase === 'passed') goes = false;
		if (play.phase !== 'ready' || typist.isTyping()) return;
		const [next] = play.todo;
		if (!next || 'wait' in next) return course.go();
		if (hasActed) {
			goes = false;
			return;
		}
		hasActed = true;
		const sql = sqlOf(next);
		if (sql === undefined) return course.go();
		const node = resolveNode(store.get().snapshot, nodeNameOf(next));
		if (!node) return fallBack(`there is no ${nodeNameOf(next)}`);
		typist.type(node.name, sql, course.go);
	};
	const go = () => {
		if (!welcome.isDecided()) return;
		const {snapshot} = store.get();
		const {at, play, stages} = course.state();
		if (snapshot.phase === 'gone' && failure) {
			failed = 0;
			return course.afresh(here());
		}
		isWanted = snapshot.phase === 'connecting' && !course.way();
		if (course.way() || goes || snapshot.phase !== 'ready') return;
		const trouble = troubleOf(snapshot, course.state());
		const first = stageOfStep(course.state(), 0);
		if (at >= stages.length) return;
		if (trouble !== undefined) return fallBack(trouble);
		if (at < first || !play) return bring(first);
		if (failure?.isBlocked) return bring(at);
		if (play.phase === 'passed' || play.phase === 'failed') {
			notice = undefined;
			return course.go();
		}
		goes = true;
		hasActed = false;
		settle();
	};
	/** Brings the cluster to a stage, forward from where it is or on a fresh one. */
	const bring = (to: number) => {
		if (!welcome.isDecided()) return;
		rest();
		notice = undefined;
		const trouble = troubleOf(store.get().snapshot, course.state());
		if (trouble !== undefined) fallBack(trouble, to);
		else if (to > here()) course.forward(to);
		else course.rewind(to);
	};
	const acts: {readonly [Type in ScriptAct['type']]?: (act: Extract<ScriptAct, {type: Type}>) => void} = {
		go() {
			if (isPaused) isPaused = false;
			else go();
		},
		back() {
			if (here() >= 0) bring(stageBefore(course.state(), here()));
		},
		again: () => bring(Math.min(here(), course.state().stages.length - 1)),
		skip: () => bring(stageAfter(course.state(), here())),
		jump: ({step}) => bring(stageOfStep(course.state(), step)),
		pause() {
			isPaused = !isPaused;
		},
		clean() {
			fallback = undefined;
			bring(-1);
		},
		guest: ({isWelcome}) => welcome.answer(isWelcome),
	};

	const teller = createTeller(stage, script, pace, {
		panel: isLate =>
			panelOf({
				run: course.state(),
				way: course.way(),
				isThere: store.get().snapshot.phase === 'ready',
				isBusy: goes,
				isLate,
				isPaused,
				isAuto: pace.readingMs !== undefined,
				failure: failure?.text,
				notice,
			}),
		isWaiting: () => waiting.has(course.state().play?.phase),
		moment: () => `${course.state().at} ${course.state().play?.phase} ${course.state().play?.todo.length}`,
		fallback: () => fallback,
		go,
	});
	const course = createCourse(script, stage, openFresh, {
		changed: settle,
		failed: why => fallBack(why),
		notTidy,
	});
	const welcome = createWelcome(script, stage, {
		visit: course.visit,
		elsewhere(why) {
			notice = `${why.replace(/\.$/, '')}. The demo is played on a fresh embedded cluster.`;
			course.afresh(-1);
		},
	});
	change(screen => ({...screen, mode: 'script'}));
	const stopWatching = store.subscribe(() => {
		typist.hold(isPaused || store.get().screen.mode !== 'script');
		teller.tell();
	});
	teller.tell();
	return {
		see: course.see,
		act(act) {
			(acts[act.type] as ((act: ScriptAct) => void) | undefined)?.(act);
			typist.hold(isPaused || store.get().screen.mode !== 'script');
			teller.tell();
		},
		async close() {
			isClosed = true;
			stopWatching();
			typist.stop();
			await course.leave();
			await teller.close();
		},
	};
}
