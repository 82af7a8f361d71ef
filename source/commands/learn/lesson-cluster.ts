import {limits} from '../../cluster/limits.ts';
import {type EmbeddedOptions, openEmbedded} from '../../drivers/embedded/client.ts';
import {reasonOf} from '../../home/reason-of.ts';
import type {RunCluster} from '../../scripts/run/create-run.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ExplorerStage, OpenCluster} from '../explore/director.ts';
import {openLater} from '../open-cluster.ts';
import {embeddedFor} from '../scripts/script-cluster.ts';
import type {LessonFolder} from './lesson-folder.ts';
import type {Start} from './start.ts';

/** What the lesson's cluster is opened with: a new one as the lesson has it, one that is there as it is. */
export function lessonCluster(
	script: Script,
	file: string,
	{cluster: folder}: LessonFolder,
	{from}: Start,
): EmbeddedOptions {
	const made = from === 'the beginning' ? embeddedFor(script, file) : {};
	return {...made, name: 'lesson', folder, rowLimit: limits.resultRows, sessionsAhead: true};
}

/** Makes the lesson's cluster what a start needs. No host may have it open. Rejects with a sentence. */
export async function prepareCluster(script: Script, folder: LessonFolder, {from, at}: Start): Promise<void> {
	if (from === 'the beginning') await folder.clear();
	if (from === 'its checkpoint') await folder.bringBack(script.steps[at]!.id);
}

/** Opens the lesson's cluster as a start needs it, when the one before is closed. */
export function openLessonCluster(
	script: Script,
	file: string,
	folder: LessonFolder,
	start: Start,
): OpenCluster {
	return (take, sink) =>
		openLater(async () => {
			await sayingWhere(folder, () => prepareCluster(script, folder, start));
			return openEmbedded(lessonCluster(script, file, folder, start), take, sink);
		}, take);
}

/** What keeps a cluster from being put there is a sentence that says where. */
async function sayingWhere({cluster}: LessonFolder, put: () => Promise<void>): Promise<void> {
	try {
		await put();
	} catch (error) {
		throw new Error(`The lesson’s cluster cannot be put in ${cluster}: ${reasonOf(error)}.`);
	}
}

/** The cluster on the screen, as a lesson sees it. */
export function clusterOn({runtime: {store, results, send}, driver}: ExplorerStage): RunCluster {
	const noAnswer = {code: 'LITESCOPE_CANNOT_ASK', message: 'The cluster is not there.'};
	return {
		snapshot: () => store.get().snapshot,
		send,
		ask: async (node, sql) => driver()?.ask?.(node, sql) ?? {error: noAnswer},
		get: async () => ({error: 'The embedded cluster has no ingress: it is part of the LiteFS stack.'}),
		rowsOf: statement => results.get(statement)?.rows,
	};
}
