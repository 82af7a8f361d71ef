import {existsSync, readdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {limits} from '../../cluster/limits.ts';
import {copyCluster, hostHasEnded, type NotCopied} from '../../drivers/embedded/client/copy-cluster.ts';
import {makeFolder} from '../../home/make-folder.ts';
import {statePath} from '../../home/paths.ts';
import {putNewFolder, remove, settleFolder} from '../../home/put-folder.ts';

/** Where a lesson's cluster, its checkpoints and the progress in it are kept, for the one litescope that has it open. */
export interface LessonFolder {
	/** The folder of the cluster; it need not exist. */
	readonly cluster: string;
	/** The file of the progress. */
	readonly progress: string;
	/** Whether there is a checkpoint of a step's beginning. */
	has(step: string): boolean;
	/** Keeps the cluster as it is now as a step's checkpoint. Gives why not. Rejects with the system's errors. */
	keep(step: string): Promise<NotCopied | undefined>;
	/** Throws a checkpoint away. Rejects with the system's errors. */
	forget(step: string): Promise<void>;
	/** Puts a checkpoint in the place of the cluster. Rejects with a sentence, or with the system's errors. */
	bringBack(step: string): Promise<void>;
	/** Throws the cluster away, and with it every checkpoint. Rejects as above. */
	clear(): Promise<void>;
}

/** How long a host may take to end. */
const farewellMs = 10_000;

/** A lesson's folder in the state folder, by the lesson's name; it is not made. */
export function lessonPath(name: string): string {
	return join(statePath('lessons'), name);
}

/** Makes a lesson's folder where it is missing, and puts right what was broken off in it. Throws the system's errors. */
export function openLessonFolder(path: string): LessonFolder {
	const cluster = join(path, 'cluster');
	const checkpoints = join(path, 'checkpoints');
	const checkpointOf = (step: string) => join(checkpoints, step);
	makeFolder(checkpoints);
	settleFolder(cluster);
	const steps = new Set(readdirSync(checkpoints).map(name => name.replace(/\.\w+$/, '')));
	for (const step of steps) settleFolder(checkpointOf(step));
	for (const name of readdirSync(path)) if (name.endsWith('.tmp')) rmSync(join(path, name), {force: true});

	let last: Promise<unknown> = Promise.resolve();
	/** One after the other: two at once would make the same folder. */
	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const done = last.then(work);
		last = done.catch(() => {});
		return done;
	};
	const put = async (from: string, to: string): Promise<NotCopied | undefined> => {
		remove(`${to}.making`);
		const why = await copyCluster(from, `${to}.making`, {
			bytes: limits.checkpointBytes,
			patienceMs: limits.checkpointMs,
		});
		if (why !== undefined) return why;
		remove(`${to}.new`);
		renameSync(`${to}.making`, `${to}.new`);
		putNewFolder(to);
		return undefined;
	};
	const waitForHost = async () => {
		if (await hostHasEnded(cluster, farewellMs)) return;
		throw new Error('it is open in another litescope: end that one, then begin the step again');
	};
	return {
		cluster,
		progress: join(path, 'progress.json'),
		has: step => existsSync(checkpointOf(step)),
		keep: step => inTurn(() => put(cluster, checkpointOf(step))),
		forget: step => inTurn(async () => remove(checkpointOf(step))),
		bringBack: step =>
			inTurn(async () => {
				await waitForHost();
				const why = await put(checkpointOf(step), cluster);
				if (why !== undefined) throw new Error(`The checkpoint of ${step} is ${why}.`);
			}),
		clear: () =>
			inTurn(async () => {
				await waitForHost();
				remove(cluster);
				for (const name of readdirSync(checkpoints)) remove(join(checkpoints, name));
			}),
	};
}
