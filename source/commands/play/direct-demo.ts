import type {Phase, Play} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import type {Director, ExplorerStage, OpenCluster} from '../explore/director.ts';
import {createCourse} from './course.ts';
import {panelOf} from './demo-panel.ts';
import {createHand} from './hand.ts';
import {type Mishap, mishapOf, sayElsewhere} from './mishap.ts';
import type {Pace} from './pace.ts';
import {stageAfter, stageBefore, stageOfStep} from './stages.ts';
import {createTeller} from './tell-demo.ts';
import {troubleOf} from './trouble.ts';
import {createTypist} from './typist.ts';
import {createWelcome} from './welcome.ts';

/** Phases in which the cluster is waited for. */
const waiting: ReadonlySet<Phase | undefined> = new Set(['preparing', 'before', 'acting', 'after'] as const);

/** How often a fresh cluster may fail to come up before that is said. */
const openings = 2;

const clusterFailed = 'The cluster failed';

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
	const snapshot = () => store.get().snapshot;
	let isPaused = false;
	let isClosed = false;
	/** A key was pressed while the cluster was being started. */
	let isWanted = false;
	/** Why the step that is on has not gone as it should. */
	let mishap: Mishap | undefined;
	/** What has to be said until the next step. */
	let notice: string | undefined;
	/** Why it is played on another cluster than it was begun on. */
	let fallback: string | undefined;
	/** Fresh clusters in a row of which none came up. */
	let failed = 0;

	const course = createCourse(script, stage, openFresh, {
		changed: () => settle(),
		failed: why => goElsewhere(sayElsewhere(clusterFailed, why)),
		notTidy,
	});
	const typist = createTypist(change, pace);
	const hand = createHand(course, typist, snapshot, name =>
		goElsewhere(sayElsewhere(clusterFailed, `there is no ${name}`)),
	);
	const welcome = createWelcome(script, stage, {
		visit: course.visit,
		elsewhere(why) {
			notice = `${why.replace(/\.$/, '')}. The demo is played on a fresh embedded cluster.`;
			course.afresh(-1);
		},
	});
	const here = () => course.way()?.to ?? course.state().at;
	const rest = () => {
		hand.rest();
		isWanted = false;
		mishap = undefined;
	};
	const goElsewhere = (text: string, to = here()) => {
		rest();
		fallback = text;
		notice = text;
		course.afresh(to);
	};
	/** Goes elsewhere where something is wrong with the cluster that is there. Gives whether it does. */
	const flees = (to = here()): boolean => {
		const trouble = troubleOf(snapshot(), course.state());
		if (trouble !== undefined) goElsewhere(sayElsewhere(clusterFailed, trouble), to);
		return trouble !== undefined;
	};
	const settle = () => {
		if (isClosed) return;
		if (welcome.isDecided()) look();
		teller.tell();
	};
	const look = () => {
		const {phase, phaseText} = snapshot();
		const way = course.way();
		const {at, play} = course.state();
		if (phase === 'ready') failed = 0;
		if (phase === 'gone' && failed >= openings) {
			mishap = {is: 'blocked', text: `No cluster can be started. ${phaseText} Space tries again.`};
		} else if (phase === 'gone') {
			failed += 1;
			flees();
		} else if (way) {
			if (way.from !== 'fresh') flees();
		} else if (hand.isBusy() && flees()) return;
		else if (play?.phase === 'skipped') course.go();
		else if (play?.phase === 'failed') stepFailed(play, at);
		else {
			mishap = undefined;
			if (isWanted && phase === 'ready') go();
			hand.work();
		}
	};
	const stepFailed = (play: Play, at: number) => {
		if (mishap || flees()) return;
		const becomes = mishapOf(play, at, course.brought());
		if (becomes.is === 'elsewhere') return goElsewhere(becomes.text);
		rest();
		mishap = becomes;
	};
	/** Brings the cluster to a stage, forward from where it is or from a beginning. */
	const bring = (to: number) => {
		if (!welcome.isDecided()) return;
		rest();
		notice = undefined;
		if (flees(to)) return;
		if (to > here()) course.forward(to);
		else course.rewind(to);
	};
	const go = () => {
		const {phase} = snapshot();
		const {at, play, stages} = course.state();
		isWanted = phase === 'connecting' && !course.way();
		if (!welcome.isDecided()) return;
		if (phase === 'gone' && mishap) {
			failed = 0;
			return bring(here());
		}
		if (course.way() || hand.isBusy() || phase !== 'ready' || at >= stages.length) return;
		const isDone = play?.phase === 'passed' || play?.phase === 'failed';
		if (flees(isDone && !mishap ? stageAfter(course.state(), at) : at)) return;
		if (!play || play.stage.kind === 'setup') return bring(stageOfStep(course.state(), 0));
		if (mishap?.is === 'blocked') return bring(at);
		if (!isDone) return hand.press();
		notice = undefined;
		course.go();
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
				isThere: snapshot().phase === 'ready',
				isBusy: hand.isBusy(),
				isLate,
				isPaused,
				isAuto: pace.readingMs !== undefined,
				failure: mishap?.text,
				notice,
			}),
		isWaiting: () => waiting.has(course.state().play?.phase),
		moment: () => `${course.state().at} ${course.state().play?.phase} ${course.state().play?.todo.length}`,
		fallback: () => fallback,
		notServed(why) {
			notice ??= why;
			settle();
		},
		go,
	});
	change(screen => ({...screen, mode: 'script'}));
	/** The presenter has the prompt, or has given it back; it was paused, or goes on. */
	const attend = () => {
		typist.hold(isPaused || store.get().screen.mode !== 'script');
		teller.tell();
	};
	const stopWatching = store.subscribe(attend);
	attend();
	return {
		see: course.see,
		act(act) {
			(acts[act.type] as ((act: ScriptAct) => void) | undefined)?.(act);
			attend();
		},
		async close() {
			isClosed = true;
			stopWatching();
			hand.rest();
			await course.leave();
			await teller.close();
		},
	};
}
