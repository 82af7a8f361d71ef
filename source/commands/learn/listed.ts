import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {readProgress} from '../../home/progress.ts';
import type {Progress, Way} from '../../home/progress-format.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, width} from '../../terminal/width.ts';
import {progressText} from '../../ui/lessons/lessons-lines.ts';
import type {ListedLesson} from '../../ui/lessons/lessons-screen.ts';
import {lessonPath} from './lesson-folder.ts';
import type {Lesson} from './lessons.ts';

/** The lessons with how far somebody is in them, and what was wrong with what is kept of that. */
export interface Listing {
	readonly lessons: readonly ListedLesson[];
	readonly problems: readonly string[];
}

/** Looks at the progress in lessons. */
export function listLessons(lessons: readonly Lesson[]): Listing {
	const read = lessons.map(({key}) => readProgress(join(lessonPath(key), 'progress.json')));
	return {
		lessons: lessons.map((lesson, index) => listed(lesson, read[index]!.progress)),
		problems: read.flatMap(({problem}) => problem ?? []),
	};
}

/** A lesson as it stands in a list. */
export function listed({script, number = 0, key}: Lesson, progress: Progress): ListedLesson {
	const ways = script.steps.map(({id}) => progress.steps[id]);
	const count = (...of: readonly Way[]) => ways.filter(way => way !== undefined && of.includes(way)).length;
	return {
		number,
		title: script.title,
		about: script.about,
		...(script.minutes !== undefined && {minutes: script.minutes}),
		steps: script.steps.length,
		solved: count('solved', 'solved with hints'),
		withHints: count('solved with hints'),
		shown: count('shown'),
		isUnderWay: progress.at !== undefined && existsSync(lessonPath(key)),
	};
}

/** The list as text, a line for each lesson. */
export function listText(lessons: readonly ListedLesson[]): string {
	const titles = Math.max(...lessons.map(({title}) => width(visible(title))));
	return lessons
		.map(lesson => `${lesson.number}  ${padEnd(visible(lesson.title), titles)}  ${progressText(lesson)}\n`)
		.join('');
}
