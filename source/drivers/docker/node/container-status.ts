import type {NodeStatus} from '../../../cluster/node.ts';
import type {InspectedContainer} from '../engine/engine.ts';

/** Exit statuses of a program that ended because it was asked to: by itself, SIGINT, SIGTERM. */
const asked = new Set([0, 130, 143]);

/** What became of a container, with a sentence where there is more to say. */
export interface ContainerCause {
	readonly status: NodeStatus;
	readonly reason?: string;
}

/** What became of a container that does not run. One that was stopped may have had to be killed for it. */
export function causeOf(state: InspectedContainer['State']): ContainerCause {
	if (state.Restarting)
		return {status: 'starting', reason: 'Its container ended, and Docker starts it again.'};
	if (state.Status === 'created') return {status: 'stopped', reason: 'Its container was never started.'};
	if (asked.has(state.ExitCode)) return {status: 'stopped'};
	if (state.OOMKilled) return {status: 'killed', reason: 'Its container had used up its memory.'};
	if (state.ExitCode === 137) return {status: 'killed'};
	return {status: 'killed', reason: `Its container ended by itself, with status ${state.ExitCode}.`};
}

const sentences: Readonly<Partial<Record<NodeStatus, string>>> = {
	stopped: '% is stopped.',
	killed: '% was killed.',
	paused: '% is paused, and nothing in its container runs until it is resumed.',
	starting: '% is starting.',
	away: '% cannot be reached.',
};

/** Why a node takes no statement: a sentence. */
export function absenceOf(name: string, status: NodeStatus, reason: string | undefined): string {
	const sentence = (sentences[status] ?? sentences.away ?? '').replace('%', name);
	return reason === undefined ? sentence : `${sentence} ${reason}`;
}
