import type {ScriptPanel} from '../screen/script.ts';

/** Whether a question of the script still waits for an answer. */
export function isAsking({predict, predicted, standing}: ScriptPanel): boolean {
	return predict !== undefined && predicted === undefined && standing === 'waiting';
}

/** Whether a lesson's step is done, so that Enter goes on. One without tasks has only to be read. */
export function isThrough({standing, tasks}: ScriptPanel): boolean {
	return standing === 'passed' || (standing === 'waiting' && tasks.every(({isDone}) => isDone));
}
