import type {ScriptPanel} from '../screen/script.ts';

/** Whether a question of the script still waits for an answer. */
export function isAsking({predict, predicted, standing}: ScriptPanel): boolean {
	return predict !== undefined && predicted === undefined && standing === 'waiting';
}

/**
 * Whether Enter goes on in a lesson: its step is done, or has only to be read; or all of it is over and there is
 * something behind it.
 */
export function isThrough({standing, tasks, next}: ScriptPanel): boolean {
	if (standing === 'over') return next !== undefined;
	return standing === 'passed' || (standing === 'waiting' && tasks.every(({isDone}) => isDone));
}
