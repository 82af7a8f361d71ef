import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {readProgress} from '../../home/progress.ts';
import {remove} from '../../home/put-folder.ts';
import {run as explore} from '../explore/explore.ts';
import {directLesson} from './director.ts';
import {lessonCluster, prepareCluster} from './lesson-cluster.ts';
import {lessonPath, openLessonFolder} from './lesson-folder.ts';
import {lockLesson} from './lesson-lock.ts';
import type {Lesson} from './lessons.ts';
import {startOf} from './start.ts';

/** How a lesson was left. */
export interface Left {
	readonly status: number;
	/** All of it was done, and the student goes on. */
	readonly isEnded: boolean;
}

/**
 * Has a student do a lesson in the explorer, from where it was left. `next` is what Enter does at its end. Rejects with
 * an EmbeddedError.
 */
export function doLesson(lesson: Lesson, next: string, color: boolean): Promise<Left> {
	return withLock(lesson, async path => {
		const {script, file} = lesson;
		const folder = openLessonFolder(path);
		const read = readProgress(folder.progress);
		const start = startOf(script, read.progress, folder);
		await prepareCluster(script, folder, start);
		let isEnded = false;
		const status = await explore(
			{embedded: true, color},
			{
				cluster: lessonCluster(script, file, folder, start),
				direct: stage =>
					directLesson(
						{
							lesson,
							folder,
							read,
							start,
							next,
							ended() {
								isEnded = true;
							},
						},
						stage,
					),
			},
		);
		// Who comes back to a lesson that is done begins it anew.
		if (readProgress(folder.progress).progress.at === undefined) await folder.clear();
		return {status, isEnded};
	});
}

/** Forgets what was done in a lesson, and its cluster. Rejects with an EmbeddedError. */
export function resetLesson(lesson: Lesson): Promise<void> {
	return withLock(lesson, async path => {
		await openLessonFolder(path).clear();
		remove(path);
	});
}

async function withLock<Result>(lesson: Lesson, use: (path: string) => Promise<Result>): Promise<Result> {
	const path = lessonPath(lesson.key);
	const lock = await lockLesson(path);
	if (!lock) throw new EmbeddedError(1, `“${lesson.script.title}” is open in another litescope.`);
	try {
		return await use(path);
	} catch (error) {
		if (error instanceof EmbeddedError) throw error;
		const {message} = error as Error;
		throw new EmbeddedError(1, `“${lesson.script.title}” cannot be opened in ${path}: ${message}`);
	} finally {
		lock.release();
	}
}
