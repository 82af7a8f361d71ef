import {createRun, type Run} from '../../scripts/run/create-run.ts';
import type {Play, RunState} from '../../scripts/run/state.ts';
import type {ExplorerStage} from '../explore/director.ts';
import type {Checkpointing} from './checkpointing.ts';
import {clusterOn, openLessonCluster} from './lesson-cluster.ts';
import type {LessonFolder} from './lesson-folder.ts';
import type {Lesson} from './lessons.ts';
import {type PlaceKeeper, sinceOf} from './place-keeper.ts';
import type {Start} from './start.ts';

/** A lesson's steps on the cluster that is on the screen. */
export interface LessonCourse {
	/** The step that is on, by its index; as many as there are when all is over. */
	at(): number;
	/** The run of the lesson on the cluster that is there; undefined before it is there. */
	run(): Run | undefined;
	/** The play of the step that is on, once that has begun. */
	play(): Play | undefined;
	/** What is being done so that a step can begin: a sentence. */
	busy(): string | undefined;
	/** What keeps the lesson from going on: a sentence. */
	trouble(): string | undefined;
	/** Begins a step on the cluster as it is. */
	enter(index: number): void;
	/** Brings the cluster to where a step begins, and begins it. */
	bringTo(start: Start): void;
	/** What the step needs is not there: no more can it be begun from what was kept when it was gone on to. */
	distrust(): void;
	/** All steps have been done. */
	finish(): void;
	/** The cluster has changed. */
	see(): void;
	close(): void;
}

/** What a course is made of. */
export interface CourseParts {
	readonly lesson: Lesson;
	readonly folder: LessonFolder;
	readonly places: PlaceKeeper;
	readonly checkpoints: Checkpointing;
	/** Resolves when the progress is saved. */
	saved(): Promise<void>;
	/** The cluster that is being opened is as this says. */
	readonly start: Start;
}

const again = 'Ctrl+X r begins the step again.';

/** Makes a course. `changed` is told after each change; of its run where that has changed. */
export function createLessonCourse(
	{lesson: {script, file}, folder, places, checkpoints, saved, start}: CourseParts,
	stage: ExplorerStage,
	changed: (state?: RunState) => void,
): LessonCourse {
	const {steps} = script;
	let run: Run | undefined;
	/** What is to be begun when the cluster is there. */
	let coming: Start | undefined = start;
	let {at} = start;
	let nextId: number | undefined;
	let busy: string | undefined = 'The cluster is being started.';
	let trouble: string | undefined;
	/** The step was gone on to from the one before: nobody knows yet whether it can be begun from what is there. */
	let isNew = false;
	let closed = false;

	const onRun = (state: RunState) => {
		const {play} = state;
		if (play?.stage.kind !== 'setup') return changed(state);
		if (play.phase === 'ready') run?.go();
		else if (play.phase === 'passed') void enter(0);
		else if (play.phase === 'failed') trouble = `The lesson cannot be set up. ${again}`;
		changed();
	};
	const arrive = (to: Start) => {
		coming = undefined;
		run = createRun(script, clusterOn(stage), onRun, nextId, 'student');
		run.see();
		if (to.from === 'the beginning' && script.setup.length > 0) run.begin(0);
		else void enter(to.at, to);
	};
	const enter = async (index: number, to?: Start) => {
		const mine = run;
		const step = steps[index]!;
		at = index;
		busy = 'The cluster is being kept as it is now.';
		changed();
		const isKept = to?.from === 'its checkpoint' || to?.place !== undefined;
		isNew = !isKept;
		if (isNew) await checkpoints.keep(step);
		places.save(step, 'step', run?.state());
		// Who sees a step begin finds it again, whatever happens then.
		await saved();
		if (closed || run !== mine || !run) return;
		busy = undefined;
		const stageIndex = run.state().stages.findIndex(one => one.step === step);
		run.begin(stageIndex, to?.from === 'what was left' && to.place ? sinceOf(to.place) : undefined);
		changed();
	};
	const bringTo = async (to: Start) => {
		nextId = run?.state().nextId ?? nextId;
		run?.close();
		run = undefined;
		coming = undefined;
		trouble = undefined;
		({at} = to);
		busy = 'The cluster is being brought to where the step begins.';
		places.save(steps[at]!, 'other', undefined);
		changed();
		await checkpoints.settled();
		await saved();
		if (closed) return;
		coming = to;
		await stage.show(openLessonCluster(script, file, folder, to));
	};
	return {
		at: () => at,
		run: () => run,
		play() {
			const play = run?.state().play;
			return play && play.stage.step === steps[at] && busy === undefined ? play : undefined;
		},
		busy: () => busy,
		trouble: () => trouble,
		enter: index => void enter(index),
		bringTo: to => void bringTo(to),
		distrust() {
			if (isNew) checkpoints.forget(steps[at]!);
			isNew = false;
		},
		finish() {
			at = steps.length;
			changed();
		},
		see() {
			const {phase, phaseText} = stage.runtime.store.get().snapshot;
			if (phase === 'gone') {
				trouble = `${phaseText} ${again}`;
				busy = undefined;
			}
			if (phase === 'ready' && coming) arrive(coming);
			else run?.see();
			changed();
		},
		close() {
			closed = true;
			run?.close();
		},
	};
}
