import {existsSync} from 'node:fs';
import type {Place, Progress} from '../../home/progress-format.ts';
import type {Script} from '../../scripts/schema.ts';
import type {LessonFolder} from './lesson-folder.ts';

/** Where a lesson is begun, and what its cluster has to hold for that. */
export interface Start {
	/** The step, by its index. */
	readonly at: number;
	/** The cluster as it was left, the checkpoint of that step, or a new cluster before the lesson's setup. */
	readonly from: 'what was left' | 'its checkpoint' | 'the beginning';
	/** What was so when the step was left. */
	readonly place?: Place;
	/** Why it is not begun where one would think: a sentence. */
	readonly remark?: string;
}

type Checkpoints = Pick<LessonFolder, 'has' | 'cluster'>;

/** Where somebody goes on in a lesson. */
export function startOf({steps}: Script, {at: place}: Progress, folder: Checkpoints): Start {
	if (!place) return {at: 0, from: 'the beginning'};
	const index = steps.findIndex(({id}) => id === place.step);
	const step = steps[index];
	if (!step) return {at: 0, from: 'the beginning', remark: 'The lesson is not what it was: it begins anew.'};
	const isWhole = place.data === 'step' && step.do.length === 0 && folder.has(step.id);
	if (isWhole && existsSync(folder.cluster)) return {at: index, from: 'what was left', place};
	const start = nearestStart({steps}, index, folder);
	return start.at === index ? {...start, place} : start;
}

/** Where a step is begun again: in the nearest one up to it that has a checkpoint. */
export function nearestStart({steps}: Pick<Script, 'steps'>, index: number, folder: Checkpoints): Start {
	const at = steps.findLastIndex(({id}, one) => one <= index && folder.has(id));
	const from = at < 0 ? 'the beginning' : 'its checkpoint';
	const [there, wanted] = [steps[Math.max(at, 0)]!, steps[index]!];
	if (there === wanted) return {at: index, from};
	const remark = `“${wanted.title}” goes on from what is not kept, such as an open transaction: you are back at “${there.title}”.`;
	return {at: Math.max(at, 0), from, remark};
}
