import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {type ReadProgress, readProgress} from '../../home/progress.ts';
import {remove} from '../../home/put-folder.ts';
import {reasonOf} from '../../home/reason-of.ts';
import {run as explore} from '../explore/explore.ts';
import {directLesson} from './director.ts';
import {lessonCluster, prepareCluster} from './lesson-cluster.ts';
import {type LessonFolder, lessonPath, openLessonFolder} from './lesson-folder.ts';
import {lockLesson} from './lesson-lock.ts';
import type {Lesson} from './lessons.ts';
import {type Start, startOf} from './start.ts';

/** How a lesson was left. */
export interface Left {
	readonly status: number;
	/** All of it was done, and the student goes on. */
	readonly isEnded: boolean;
}

/** A lesson's folder that is ready to be begun in. */
interface Ready {
	readonly folder: LessonFolder;
	readonly read: ReadProgress;
	readonly start: Start;
}

/**
 * Has a student do a lesson in the explorer, from where it was left. `next` is what Enter does at its end. Rejects with
 * an EmbeddedError.
 */
export function doLesson(lesson: Lesson, next: string, color: boolean): Promise<Left> {
	return withLock(lesson, async path => {
		const {script, file} = lesson;
		const {folder, read, start} = await sayingWhere(lesson, path, () => getReady(lesson, path));
		let isEnded = false;
		const ended = () => {
			isEnded = true;
		};
		const status = await explore(
			{embedded: true, color},
			{
				cluster: lessonCluster(script, file, folder, start),
				direct: stage => directLesson({lesson, folder, read, start, next, ended}, stage),
			},
		);
		// Who comes back to a lesson that is done, or of which nothing is kept, begins it anew: what cannot go now goes then.
		if (readProgress(folder.progress).progress.at === undefined) await folder.clear().catch(() => {});
		if (read.keepOut !== undefined) remove(unsavedPath(path));
		return {status, isEnded};
	});
}

/** Forgets what was done in a lesson, and its cluster. Rejects with an EmbeddedError. */
export function resetLesson(lesson: Lesson): Promise<void> {
	return withLock(lesson, path =>
		sayingWhere(lesson, path, async () => {
			await openLessonFolder(path).clear();
			remove(path);
		}),
	);
}

async function getReady({script}: Lesson, path: string): Promise<Ready> {
	const kept = openLessonFolder(path);
	const read = readProgress(kept.progress);
	// The cluster of a file that must stay as it is stays as well.
	const folder = read.keepOut === undefined ? kept : openLessonFolder(unsavedPath(path));
	const start = startOf(script, read.progress, folder);
	await prepareCluster(script, folder, start);
	return {folder, read, start};
}

function unsavedPath(path: string): string {
	return `${path}.unsaved`;
}

async function withLock<Result>(lesson: Lesson, use: (path: string) => Promise<Result>): Promise<Result> {
	const path = lessonPath(lesson.key);
	const lock = await sayingWhere(lesson, path, () => lockLesson(path));
	if (!lock)
		throw new EmbeddedError(
			1,
			`“${lesson.script.title}” is open in another litescope: go on there, or leave it there first.`,
		);
	try {
		return await use(path);
	} finally {
		lock.release();
	}
}

/** What keeps a lesson's folder from being used is a sentence that says which it is. */
async function sayingWhere<Result>(
	{script}: Lesson,
	path: string,
	use: () => Promise<Result>,
): Promise<Result> {
	try {
		return await use();
	} catch (error) {
		throw new EmbeddedError(1, `“${script.title}” cannot be opened in ${path}: ${reasonOf(error)}.`);
	}
}
