import {EmbeddedError} from '../drivers/embedded/client.ts';
import {visible} from '../terminal/visible.ts';
import {progressText} from '../ui/lessons/lessons-lines.ts';
import type {CommandIo} from './command-io.ts';
import {chooseLesson} from './learn/choose-lesson.ts';
import {doLesson, resetLesson} from './learn/do-lesson.ts';
import {findLesson, type Lesson, loadLessons} from './learn/lessons.ts';
import {listLessons, listText} from './learn/listed.ts';

export interface LearnOptions {
	/** A number, a name or a file; without one the lessons are listed. */
	readonly lesson?: string;
	/** Forget what was done in that lesson. */
	readonly reset?: boolean;
	readonly isTerminal: boolean;
	readonly color: boolean;
}

/**
 * Has a student do lessons on a terminal; without one, tells how far they are. Gives the exit status: 0, 1 where a lesson
 * cannot be opened, 2 for a mistake. Rejects with an EmbeddedError.
 */
export async function run(options: LearnOptions, io: CommandIo): Promise<number> {
	const {lesson: word, reset = false, isTerminal, color} = options;
	const lessons = loadLessons(io);
	if (word === undefined) {
		if (reset) throw new EmbeddedError(2, '--reset takes the lesson: litescope learn 2 --reset.');
		return isTerminal ? choose(lessons, color, io) : tell(lessons, io);
	}
	const lesson = findLesson(word, lessons, io);
	if (!lesson) return 2;
	if (reset) {
		await resetLesson(lesson);
		io.say(forgotten(lesson));
		return 0;
	}
	if (!isTerminal)
		throw new EmbeddedError(
			2,
			'A lesson needs a terminal. Without one, `litescope learn` lists the lessons and `litescope check` plays them.',
		);
	return goThrough(lesson, lessons, color, io);
}

async function tell(lessons: readonly Lesson[], io: CommandIo): Promise<number> {
	const {lessons: listed, problems} = listLessons(lessons);
	for (const problem of problems) io.say(problem);
	await io.out(listText(listed));
	return 0;
}

/** The list, a lesson, and the list again, until it is left. */
async function choose(lessons: readonly Lesson[], color: boolean, io: CommandIo): Promise<number> {
	const {lessons: standing, problems} = listLessons(lessons);
	let index = Math.max(
		0,
		standing.findIndex(({solved, steps}) => solved < steps),
	);
	// What was wrong with a damaged file is told by the first look alone: it has been set aside then.
	let message: string | undefined = problems.join(' ') || undefined;
	for (;;) {
		const chosen = await chooseLesson({
			list: () => listLessons(lessons),
			reset: at => saying(() => resetLesson(lessons[at]!).then(() => forgotten(lessons[at]!))),
			index,
			...(message !== undefined && {message}),
			color,
		});
		if ('status' in chosen) return chosen.status;
		index = chosen.lesson;
		try {
			const {status, isEnded} = await doLesson(lessons[index]!, 'the list of lessons', color);
			if (!isEnded) return leave(lessons[index]!, status, io);
			index = Math.min(index + 1, lessons.length - 1);
			message = undefined;
		} catch (error) {
			if (!(error instanceof EmbeddedError)) throw error;
			message = error.message;
		}
	}
}

/** A lesson, and those that come after it. */
async function goThrough(
	first: Lesson,
	lessons: readonly Lesson[],
	color: boolean,
	io: CommandIo,
): Promise<number> {
	for (let lesson: Lesson | undefined = first; lesson; ) {
		const after: Lesson | undefined =
			lesson.number === undefined ? undefined : lessons.find(({number}) => number === lesson!.number! + 1);
		const next = after ? `lesson ${after.number}: ${after.script.title}` : 'the end';
		const {status, isEnded} = await doLesson(lesson, next, color);
		if (!isEnded) return leave(lesson, status, io);
		lesson = after;
	}
	return 0;
}

/** Says how far one is, and how one goes on. Gives the exit status. */
function leave(lesson: Lesson, status: number, io: CommandIo): number {
	const [listed] = listLessons([lesson]).lessons;
	const progress = `${visible(lesson.script.title)}: ${progressText(listed!)}.`;
	const word = lesson.number ?? lesson.file;
	io.say(listed!.isUnderWay ? `${progress} litescope learn ${visible(String(word))} goes on.` : progress);
	return status;
}

async function saying(run: () => Promise<string>): Promise<string> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof EmbeddedError)) throw error;
		return error.message;
	}
}

function forgotten({script}: Lesson): string {
	return `What was done in “${script.title}” is forgotten.`;
}
