import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../../cluster/limits.ts';
import type {Engine} from '../engine/engine.ts';
import {isMissing} from '../engine/engine-words.ts';
import type {ContainerEnd} from './container-end.ts';
import {absenceOf} from './container-status.ts';
import type {Keeper} from './keeper.ts';

/** Whether a keeper answers within a moment. */
export function keeperAnswers(keeper: Keeper, database: string): Promise<boolean> {
	const answer = keeper.read(database).then(
		() => true,
		() => false,
	);
	return Promise.race([answer, delay(limits.containerMs, false, {ref: false})]);
}

/** Why nothing answers in a node’s container any more, as the engine knows it: a sentence. */
export async function findAbsence(
	name: string,
	engine: Engine,
	container: string,
	end: ContainerEnd,
): Promise<string> {
	try {
		const {State: state} = await engine.inspect(container);
		if (state.Paused) return absenceOf(name, 'paused', undefined);
		if (state.Running) return `The container of ${name} went away meanwhile.`;
		const {status, reason} = end.cause(state);
		return absenceOf(name, status, reason);
	} catch (error) {
		return absenceOf(
			name,
			'away',
			isMissing(error) ? 'Its container was removed.' : (error as Error).message,
		);
	}
}
