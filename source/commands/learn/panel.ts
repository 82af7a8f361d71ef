import type {Progress, Way} from '../../home/progress-format.ts';
import {describeExpectation} from '../../scripts/describe.ts';
import type {Play} from '../../scripts/run/state.ts';
import {describeRefusal} from '../../scripts/run/watch.ts';
import type {Script, Step} from '../../scripts/schema.ts';
import type {Verdict} from '../../scripts/verdict.ts';
import type {ScriptPanel, StepMark, Task} from '../../ui/screen/script.ts';

/** How a lesson stands, as far as its text on the screen tells. */
export interface LessonState {
	readonly script: Script;
	readonly progress: Progress;
	/** The step that is on, by its index; as many as there are when all is over. */
	readonly at: number;
	/** The play of that step; undefined while the cluster is not there for it. */
	readonly play?: Play;
	/** What is being done: a sentence. */
	readonly busy?: string;
	/** What has to be said beside the lesson's own words: a sentence. */
	readonly remark?: string;
	/** What keeps the lesson from going on: a sentence. */
	readonly trouble?: string;
	readonly hints: number;
	readonly predicted?: string;
	/** What was so before and is not any more for a while, by the places of `holds`. */
	readonly broken: ReadonlySet<number>;
	/** What Enter does when a step, or the lesson, is over. */
	readonly next: string;
}

const marks: Readonly<Record<Way, StepMark>> = {
	solved: 'passed',
	'solved with hints': 'passed',
	shown: 'left out',
};

/** A lesson as it stands on the screen. */
export function panelOf(lesson: LessonState): ScriptPanel {
	const {script, progress, at, hints, predicted} = lesson;
	const step = script.steps[at];
	const remark = remarkOf(lesson);
	const tasks = step ? tasksOf(step, lesson) : [];
	const isLooking = tasks.length > 0 && tasks.every(({isDone}) => isDone);
	const standing = standingOf(lesson, isLooking);
	return {
		kind: 'lesson',
		title: script.title,
		steps: script.steps.map(({id, title}) => {
			const way = progress.steps[id];
			return {id, title, mark: way === undefined ? 'open' : marks[way]};
		}),
		at,
		say: step ? step.say : endingOf(progress),
		...(step?.predict !== undefined && {predict: step.predict}),
		...(predicted !== undefined && {predicted}),
		standing,
		...((standing === 'passed' || standing === 'over') && {next: lesson.next}),
		...(remark !== undefined && {remark}),
		tasks,
		hints: step?.hints.slice(0, hints) ?? [],
		hintCount: step?.hints.length ?? 0,
		isAuto: false,
	};
}

/** `isLooking`: all tasks are done, and it is being looked whether all else is as it was. */
function standingOf(
	{script, at, play, busy, trouble, broken}: LessonState,
	isLooking: boolean,
): ScriptPanel['standing'] {
	if (trouble !== undefined) return 'failed';
	if (at >= script.steps.length) return 'over';
	if (busy !== undefined || !play) return 'busy';
	if (play.phase === 'passed' || play.phase === 'skipped') return 'passed';
	if (play.phase === 'failed') return 'failed';
	if (play.by === 'script' || isLooking) return 'busy';
	// Before the step nothing is run by mistake: what is missing is known in a moment, or is for the student to put right.
	return play.phase === 'ready' || (play.phase === 'before' && broken.size > 0) ? 'waiting' : 'busy';
}

function remarkOf({play, busy, remark, trouble, broken}: LessonState): string | undefined {
	if (trouble !== undefined) return trouble;
	if (busy !== undefined) return busy;
	if (play?.phase === 'skipped') return play.reason;
	if (play?.phase === 'preparing') return 'The step is being prepared.';
	if (play?.phase === 'failed') return `It did not go as it should. ${sayWrong(play.verdicts)}`;
	if (play?.by === 'script' && play.phase !== 'passed') return 'The solution is being played.';
	if (play?.phase === 'before' && play.stage.holds.length > 0 && broken.size > 0)
		return 'First things have to be as the step needs them. Ctrl+X r brings them back.';
	return remark;
}

function sayWrong(verdicts: readonly Verdict[]): string {
	const wrong = verdicts.find(({finding}) => finding !== 'pass');
	return wrong ? `${wrong.about}: ${wrong.actual}.` : '';
}

/** What a step expects as a checklist. What only has to stay as it is stands there when it is not so any more. */
function tasksOf({refused, holds, then}: Step, {play, broken}: LessonState): readonly Task[] {
	if (!play) return [];
	const isBefore = play.phase === 'before';
	const wanted = [
		...then.map(describeExpectation),
		...(refused === undefined ? [] : [describeRefusal(play.stage)]),
	];
	const found = isBefore
		? play.verdicts.slice(holds.length)
		: without(play.verdicts, then.length, holds.length);
	const isLookedAt = isBefore || play.phase === 'passed' || (play.by === 'student' && play.phase === 'ready');
	const tasks = wanted.map((text, index): Task => {
		const verdict = isLookedAt ? found[index] : undefined;
		return verdict ? taskOf(verdict) : {text, isDone: false};
	});
	if (!isLookedAt || play.phase === 'passed') return tasks;
	const held = isBefore ? play.verdicts : play.verdicts.slice(then.length);
	const lost = held
		.slice(0, holds.length)
		.filter(({finding}, index) => broken.has(index) && finding !== 'pass');
	const head = isBefore ? 'first' : 'as before';
	return [...lost.map(verdict => ({...taskOf(verdict), text: `${head}: ${verdict.about}`})), ...tasks];
}

function without<Of>(list: readonly Of[], from: number, count: number): readonly Of[] {
	return [...list.slice(0, from), ...list.slice(from + count)];
}

function taskOf({about, finding, actual, isPending}: Verdict): Task {
	// That nothing has been done yet is what an open task says anyway.
	const isTelling = finding !== 'pass' && !isPending && !actual.startsWith('nothing ');
	return {text: about, isDone: finding === 'pass', ...(isTelling && {actual})};
}

function endingOf({steps}: Progress): string {
	const ways = Object.values(steps);
	const helped = ways.filter(way => way === 'solved with hints').length;
	if (helped === 0) return 'That was the lesson.';
	return `That was the lesson. ${helped === 1 ? 'One step was' : `${helped} steps were`} solved with hints.`;
}
