import type {Script} from '../../scripts/schema.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import type {LessonCourse} from './lesson-course.ts';
import type {LessonFolder} from './lesson-folder.ts';
import type {PlaceKeeper} from './place-keeper.ts';
import {nearestStart, type Start} from './start.ts';

/** What a student's acts do in a lesson. */
export interface LessonMoves {
	readonly script: Script;
	readonly folder: Pick<LessonFolder, 'has' | 'cluster'>;
	readonly course: Pick<LessonCourse, 'at' | 'play' | 'trouble'>;
	readonly places: PlaceKeeper;
	say(text: string): void;
	/** The next step, the end, and what is behind that. */
	goOn(): void;
	bringTo(start: Start): void;
	/** Plays the solution of the step that is on, to be seen, or to pass the step over. */
	solve(as: 'shown' | 'left out'): void;
}

type Acts = {readonly [Type in ScriptAct['type']]: (act: Extract<ScriptAct, {type: Type}>) => void};

/** Makes what does them. */
export function createActs(moves: LessonMoves): (act: ScriptAct) => void {
	const {script, folder, course, places} = moves;
	const {steps} = script;
	const isOver = () => ['passed', 'skipped'].includes(course.play()?.phase ?? '');
	const isStuck = () => course.trouble() !== undefined || course.play()?.phase === 'failed';
	const bring = (index: number) =>
		moves.bringTo(nearestStart(script, Math.max(0, Math.min(index, steps.length - 1)), folder));

	const acts: Acts = {
		go() {
			if (isStuck()) bring(course.at());
			else if (isOver() || course.at() >= steps.length) moves.goOn();
		},
		back: () => bring(course.at() - 1),
		again: () => bring(course.at()),
		skip() {
			if (isOver() || course.at() >= steps.length) moves.goOn();
			else if (course.play()?.by === 'student') moves.solve('left out');
		},
		jump({step: index}) {
			const step = steps[index];
			if (!step || index === course.at()) return;
			if (folder.has(step.id) || index < course.at()) return bring(index);
			moves.say(
				`“${step.title}” has not been reached yet. Ctrl+X n goes to the next step, whether this one is solved or not.`,
			);
		},
		hint() {
			const step = steps[course.at()];
			if (!step || isOver() || course.play()?.by !== 'student') return;
			const {hints} = places.asked(step);
			if (hints < step.hints.length) places.ask(step, {hints: hints + 1});
			else moves.solve('shown');
		},
		predict({text}) {
			const step = steps[course.at()];
			if (step) places.ask(step, {predicted: text});
		},
		clean: () => moves.bringTo({at: 0, from: 'the beginning'}),
		// A lesson does nothing by itself that could be stopped, and is nobody’s guest.
		pause() {},
		guest() {},
	};
	return act => (acts[act.type] as (act: ScriptAct) => void)(act);
}
