import type {Play} from '../../scripts/run/state.ts';
import type {Way} from './course.ts';
import {sayVerdicts} from './say-action.ts';

/**
 * What becomes of a step that did not go as it should.
 *
 * - `elsewhere`: the demo goes on on a fresh cluster.
 * - `blocked`: the step could not begin, and the next key brings the cluster to where it begins.
 * - `told`: it did not go on a fresh cluster either; the next key goes past it.
 */
export interface Mishap {
	readonly is: 'elsewhere' | 'blocked' | 'told';
	/** What is said of it: a sentence. */
	readonly text: string;
}

/** What becomes of the failed step at a stage, on a cluster that was brought somewhere last. */
export function mishapOf(play: Play, at: number, brought: Way | undefined): Mishap {
	const why = sayVerdicts(play.verdicts);
	const from = brought?.to === at ? brought.from : 'here';
	if (from === 'fresh')
		return {is: 'told', text: `This step does not go as it should: ${why}. Space goes on.`};
	const hasBegun = play.todo !== play.stage.play;
	if (hasBegun || from === 'start')
		return {is: 'elsewhere', text: sayElsewhere('The step failed on this cluster', why)};
	return {
		is: 'blocked',
		text: `The step cannot begin: ${why}. Space brings the cluster to where it begins.`,
	};
}

/** Why a demo goes on elsewhere, in sentences. */
export function sayElsewhere(what: string, why: string): string {
	return `${what}: ${why}. The demo goes on with a fresh embedded one.`;
}
