import type {HeldLock} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';

/** Finds out who keeps others from writing to the primary's database, where the system tells who holds its locks (Linux). */
export class WriteLock {
	readonly #holders: () => string;
	readonly #changed: () => void;
	#seen: HeldLock | undefined;
	#held: HeldLock | undefined;

	/** `holders` names who holds the lock now, '' where nobody does; `changed` is called when `held` is something new. */
	constructor(holders: () => string, changed: () => void) {
		this.#holders = holders;
		this.#changed = changed;
	}

	/** The lock, where the same program was found to hold it twice, and nothing was committed between. */
	get held(): HeldLock | undefined {
		return this.#held;
	}

	/** Looks who holds it. */
	look(): void {
		const by = this.#holders();
		const before = this.#seen;
		const isSame = by !== '' && before?.by === by;
		this.#seen =
			by === '' ? undefined : isSame ? before : {kind: 'write', name: 'WRITE', sinceMs: clockMs(), by};
		this.#take(isSame ? this.#seen : undefined);
	}

	/** Something was committed: whoever held the lock has let go of it. */
	committed(): void {
		this.#seen = undefined;
		this.#take(undefined);
	}

	#take(held: HeldLock | undefined): void {
		if (held === this.#held) return;
		this.#held = held;
		this.#changed();
	}
}
