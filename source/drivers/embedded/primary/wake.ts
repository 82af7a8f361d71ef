import {type FSWatcher, watch} from 'node:fs';
import {clockMs} from '../../clock.ts';

/** How often to look where nothing was heard, and where something may be under way. */
const slowMs = 50;
const quickMs = 1;
/** How long after a sign of life to look often: a writer's last sign comes before its commit is there to be seen. */
const awakeMs = 50;

/**
 * Looks at the WAL when there may be something in it. Watching the file alone is late, since the update that makes
 * a commit visible gives no event; watching is not there at all on some file systems; so it also looks by the clock.
 */
export class Wake {
	readonly #look: () => boolean;
	readonly #watcher: FSWatcher | undefined;
	#timer: NodeJS.Timeout | undefined;
	#awakeUntilMs = 0;
	#lookedAtMs = 0;
	#closed = false;

	/** `look` returns whether it found something. */
	constructor(walPath: string, look: () => boolean) {
		this.#look = look;
		this.#watcher = watchFile(walPath, () => this.#sign());
		this.#schedule();
	}

	close(): void {
		this.#closed = true;
		this.#watcher?.close();
		clearTimeout(this.#timer);
	}

	#sign(): void {
		const nowMs = clockMs();
		const wasAsleep = nowMs > this.#awakeUntilMs;
		this.#awakeUntilMs = nowMs + awakeMs;
		if (nowMs - this.#lookedAtMs < quickMs) return;
		this.#run();
		if (wasAsleep) this.#schedule();
	}

	#run(): void {
		if (this.#closed) return;
		if (this.#look()) this.#awakeUntilMs = clockMs() + awakeMs;
		this.#lookedAtMs = clockMs();
	}

	#schedule(): void {
		clearTimeout(this.#timer);
		if (this.#closed) return;
		const awake = clockMs() < this.#awakeUntilMs;
		this.#timer = setTimeout(
			() => {
				this.#run();
				this.#schedule();
			},
			awake ? quickMs : slowMs,
		);
	}
}

function watchFile(path: string, heard: () => void): FSWatcher | undefined {
	try {
		const watcher = watch(path, {persistent: false}, heard);
		// The clock goes on where watching does not.
		watcher.on('error', () => watcher.close());
		return watcher;
	} catch {
		return undefined;
	}
}
