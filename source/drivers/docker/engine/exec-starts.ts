import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../../cluster/limits.ts';

/**
 * Which programs are being started in containers. A container that is paused while one is being started keeps some engines
 * (Docker 20.10) from answering for it ever again.
 */
export class ExecStarts {
	readonly #starting = new Map<string, Set<Promise<void>>>();
	readonly #pausing = new Map<string, Promise<void>>();

	/** A program is to be started, after a pause that is under way. Gives what is called as soon as it runs, or never will. */
	async begin(container: string): Promise<() => void> {
		await this.#pausing.get(container)?.catch(() => undefined);
		const {promise, resolve} = Promise.withResolvers<void>();
		const starting = this.#starting.get(container) ?? new Set();
		this.#starting.set(container, starting.add(promise));
		void promise.then(() => starting.delete(promise));
		return resolve;
	}

	/** Pauses a container when nothing is being started in it any more; what never says a word is not waited for long. */
	async pause(container: string, pause: () => Promise<void>): Promise<void> {
		const pausing = this.#afterStarts(container).then(pause);
		this.#pausing.set(container, pausing);
		try {
			await pausing;
		} finally {
			if (this.#pausing.get(container) === pausing) this.#pausing.delete(container);
		}
	}

	async #afterStarts(container: string): Promise<void> {
		const all = Promise.all(this.#starting.get(container) ?? []);
		await Promise.race([all, delay(limits.containerMs, undefined, {ref: false})]);
	}
}
