import type {ReadProgress} from '../../home/progress.ts';
import {withStep} from '../../home/progress-format.ts';
import type {RunState} from '../../scripts/run/state.ts';
import {showScript} from '../../ui/script/show-script.ts';
import type {Director, ExplorerStage} from '../explore/director.ts';
import {type Pace, roomPace} from '../play/pace.ts';
import {createBroken} from './broken.ts';
import {createCheckpointing} from './checkpointing.ts';
import {heldIn, isUntouched} from './holds.ts';
import {createActs} from './lesson-acts.ts';
import {createLessonCourse} from './lesson-course.ts';
import type {LessonFolder} from './lesson-folder.ts';
import type {Lesson} from './lessons.ts';
import {panelOf} from './panel.ts';
import {createPlaceKeeper} from './place-keeper.ts';
import {createProgressKeeper} from './progress-keeper.ts';
import {createSolver} from './solver.ts';
import {nearestStart, type Start} from './start.ts';

/** A lesson that is opened. */
export interface LessonPlay {
	readonly lesson: Lesson;
	readonly folder: LessonFolder;
	readonly read: ReadProgress;
	/** The cluster in the folder is as this says. */
	readonly start: Start;
	/** What Enter does at the end. */
	readonly next: string;
	/** The student has done all of it and goes on. */
	ended(): void;
	readonly pace?: Pace;
}

/** Solutions that are being played, up to that of a step: for the student to see, or to pass the step over. */
interface Solving {
	readonly to: number;
	readonly as: 'shown' | 'left out';
	/** The cluster was brought to where it begins: if it does not go well now, it never will. */
	readonly isFresh: boolean;
}

/** How long what a step needs may be otherwise before it is told, in milliseconds. */
const brokenMs = 800;

/** Has a student do a lesson in the explorer. */
export function directLesson(lesson: LessonPlay, stage: ExplorerStage): Director {
	const {folder, read, start, pace = roomPace} = lesson;
	const {script} = lesson.lesson;
	const {steps} = script;
	const {runtime} = stage;
	const say = (text: string) => runtime.change(screen => ({...screen, message: {level: 'warning', text}}));
	const keeper = createProgressKeeper(folder.progress, read, say);
	const places = createPlaceKeeper(keeper, start.place);
	const checkpoints = createCheckpointing(folder, () => runtime.store.get().snapshot, say);
	const solver = createSolver(stage, pace);
	const broken = createBroken(brokenMs, () => draw());
	let remark = start.remark;
	let solving: Solving | undefined;
	/** The end of the step that is on has been noted. */
	let isNoted = false;
	let drawn = '';

	const onChange = (state?: RunState) => {
		if (state && course.play()) inStep(state);
		keepNext();
		draw();
	};
	const draw = () => {
		const at = course.at();
		const play = course.play();
		const [busy, trouble] = [course.busy(), course.trouble()];
		const lost = broken.update(play ? heldIn(course.run()!.state()) : []);
		if (play?.phase === 'before' && lost.size > 0) course.distrust();
		const panel = panelOf({
			script,
			progress: keeper.get(),
			at,
			...(play && {play}),
			...(busy !== undefined && {busy}),
			...(trouble !== undefined && {trouble}),
			...(remark !== undefined && {remark}),
			...places.asked(steps[at]),
			broken: lost,
			next: nextOf(at, steps.length) ?? lesson.next,
		});
		const text = JSON.stringify(panel);
		if (text === drawn) return;
		drawn = text;
		runtime.change(screen => showScript(screen, panel));
	};
	const inStep = (state: RunState) => {
		const {play} = state;
		if (!play) return;
		if (play.phase === 'ready' && play.by === 'student') {
			isNoted = false;
			places.began(state);
			if (solving) queueMicrotask(solve);
		} else if (play.phase === 'failed' && solving) retry();
		else if (play.phase === 'passed') noteDone();
		else if (play.phase === 'skipped') noteEnd();
		const run = course.run();
		if (run && play.by === 'script') solver.goOn(run);
	};
	const solve = () => {
		const run = course.run();
		if (solving && run?.state().play?.phase === 'ready') solver.solve(run);
	};
	const retry = () => {
		const {isFresh, ...wanted} = solving!;
		solving = isFresh ? undefined : {...wanted, isFresh: true};
		// What its own solution goes wrong on is not what the step begins with: it is begun again from further back.
		if (isFresh) checkpoints.forget(steps[course.at()]!);
		else bringTo(nearestStart(script, course.at(), folder));
	};
	const noteDone = () => {
		if (isNoted) return;
		const step = steps[course.at()]!;
		const way = solving?.as ?? (places.asked(step).hints > 0 ? 'solved with hints' : 'solved');
		const isOnTheWay = solving !== undefined && course.at() < solving.to;
		if (way !== 'left out' && !isOnTheWay) keeper.change(progress => withStep(progress, step.id, way));
		noteEnd();
	};
	const noteEnd = () => {
		if (isNoted) return;
		isNoted = true;
		const at = course.at();
		if (at + 1 === steps.length) keeper.change(({at: _, ...progress}) => progress);
		const isPassedOver = solving !== undefined && (at < solving.to || solving.as === 'left out');
		if (solving && at >= solving.to) solving = undefined;
		if (isPassedOver) setImmediate(goOn);
	};
	/** The next step begins with what is there now, however long its text is read before. */
	const keepNext = () => {
		const at = course.at();
		const next = steps[at + 1];
		const isOver = isNoted && course.play()?.phase === 'passed';
		if (!next || !isOver || !checkpoints.wants(next)) return;
		void checkpoints.keep(next).then(isKept => {
			if (isKept && isNoted && course.at() === at && course.play()) places.save(next, 'step', undefined);
		});
	};
	const goOn = () => {
		const at = course.at();
		remark = undefined;
		isNoted = false;
		if (at >= steps.length) {
			lesson.ended();
			stage.leave(0);
		} else if (at + 1 < steps.length) course.enter(at + 1);
		else course.finish();
	};
	const bringTo = (to: Start) => {
		({remark} = {remark: undefined, ...to});
		isNoted = false;
		solver.stop();
		course.bringTo(to);
	};

	const course = createLessonCourse(
		{lesson: lesson.lesson, folder, places, checkpoints, saved: keeper.written, start},
		stage,
		onChange,
	);
	const act = createActs({
		script,
		folder,
		course,
		places,
		say,
		goOn,
		bringTo(to) {
			solving = undefined;
			bringTo(to);
		},
		solve(as) {
			const state = course.run()?.state();
			const step = steps[course.at()]!;
			solving = {to: course.at(), as, isFresh: false};
			const isAsItBegan = state && (isUntouched(state) || !folder.has(step.id));
			if (isAsItBegan) solve();
			else retry();
		},
	});
	if (read.problem !== undefined) say(read.problem);
	draw();
	return {
		see() {
			checkpoints.see();
			course.see();
		},
		act(asked) {
			if (course.busy() !== undefined && course.trouble() === undefined) return;
			act(asked);
			draw();
		},
		async close() {
			course.close();
			solver.stop();
			broken.close();
			await checkpoints.settled();
			await keeper.written();
		},
	};
}

/** What Enter does when a step is over; undefined when the lesson is. */
function nextOf(at: number, steps: number): string | undefined {
	if (at >= steps) return undefined;
	return at + 1 < steps ? 'the next step' : 'the end of the lesson';
}
