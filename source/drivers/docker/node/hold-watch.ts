import {limits} from '../../../cluster/limits.ts';
import type {Hold} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';
import type {Access} from './access.ts';
import {heldForReading} from './locks.ts';

/** What has to be known to find out what keeps a replica from applying. */
export interface HoldContext {
	readonly database: string;
	/** Sessions of ours that have a transaction open here, for people; '' where there is none. */
	readonly holders: () => string;
	readonly held: (hold: Hold | undefined) => void;
}

/** Finds out why a replica stays behind: somebody holds a lock for reading. */
export class HoldWatch {
	readonly #context: HoldContext;
	#behindSinceMs: number | undefined;
	#hold: Hold | undefined;

	constructor(context: HoldContext) {
		this.#context = context;
	}

	/** The replica is behind: looks who holds it up, once it has been behind for a while. */
	async behind(access: Access | undefined): Promise<void> {
		const {database, holders, held} = this.#context;
		this.#behindSinceMs ??= clockMs();
		const sinceMs = this.#behindSinceMs;
		const by = holders();
		if (clockMs() - sinceMs < limits.holdMs) return;
		const isHeld = by !== '' || (access && heldForReading(await access.debugVars(), database));
		// It caught up or was lost while the locks were looked at.
		if (this.#behindSinceMs !== sinceMs) return;
		if (!isHeld) this.#hold = undefined;
		else if (this.#hold?.by !== by) this.#hold = {sinceMs, by};
		held(this.#hold);
	}

	/** It is not behind any more, or cannot be looked into. */
	release(): void {
		this.#behindSinceMs = undefined;
		if (!this.#hold) return;
		this.#hold = undefined;
		this.#context.held(undefined);
	}
}
