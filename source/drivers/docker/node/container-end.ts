import type {EngineEvent, InspectedContainer} from '../engine/engine.ts';
import {type ContainerCause, causeOf} from './container-status.ts';

/** Signals by which a process is asked to end: INT, QUIT and TERM, as the engine has them. */
const endings: ReadonlySet<string> = new Set(['2', '3', '15']);

/** Whether an event is that a container was asked to end, as `docker stop` does. */
export function isAskedToEnd({action, attributes}: EngineEvent): boolean {
	return action === 'kill' && endings.has(attributes['signal'] ?? '');
}

type State = InspectedContainer['State'];

/** How a container ended, as the engine told it when it did: its state alone does not say who asked for that. */
export class ContainerEnd {
	#signal: string | undefined;
	/** Since when it runs, and how that run ended. */
	#startedAt: string | undefined;
	#told: ContainerCause | undefined;

	/** It was seen to run. */
	runs({StartedAt}: State): void {
		this.#startedAt = StartedAt;
		this.#told = undefined;
	}

	/** Something happened to it. Gives what became of it, where it ended. */
	happened({action, attributes}: EngineEvent): ContainerCause | undefined {
		if (action === 'kill') this.#signal = attributes['signal'];
		else if (action === 'start') this.#signal = undefined;
		else if (action === 'stop') this.#told = {status: 'stopped'};
		else if (action === 'die') this.#told = this.#died(attributes['exitCode']);
		return action === 'stop' || action === 'die' ? this.#told : undefined;
	}

	/** What became of one that does not run. */
	cause(state: State): ContainerCause {
		const isKnown = state.StartedAt === this.#startedAt && !state.Restarting;
		return (isKnown && this.#told) || causeOf(state);
	}

	#died(exitCode: string | undefined): ContainerCause {
		if (this.#signal === '9') return {status: 'killed'};
		if (this.#signal !== undefined) return {status: 'stopped'};
		return {status: 'killed', reason: `Its container ended by itself, with status ${exitCode}.`};
	}
}
