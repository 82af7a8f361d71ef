import {limits} from '../../../cluster/limits.ts';
import type {HeldLock} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';
import type {Access} from './access.ts';
import type {Keeper} from './keeper.ts';
import {lockOf} from './locks.ts';

/** What has to be known to tell which lock is held, and who waits for it. */
export interface LockContext {
	readonly database: string;
	readonly told: (lock: HeldLock | undefined) => void;
}

/** Through which a node is looked at. */
export interface LockedNode {
	readonly access: Access | undefined;
	readonly keeper: Keeper;
}

/** A statement of ours that runs: the process of its shell. */
interface Runs {
	readonly pid: number;
	readonly sinceMs: number;
}

/** How long a lock must have been seen before it is told, in milliseconds: everybody holds one for a moment. */
const toldAfterMs: Readonly<Record<HeldLock['kind'], number>> = {exclusive: 500, write: 500, read: 2000};

/** Finds out which lock of a node's database is held for longer than for a moment, by whom, and whether we wait for it. */
export class LockWatch {
	readonly #context: LockContext;
	#lock: HeldLock | undefined;
	/** How often what had been seen was forgotten. */
	#forgotten = 0;
	#lookedMs = Number.NEGATIVE_INFINITY;
	/** In their order; sessions of the person's and of litescope's own run beside each other. */
	readonly #running = new Set<Runs>();

	constructor(context: LockContext) {
		this.#context = context;
	}

	/** A statement of ours begins in the shell of a process. Gives what to call when it has ended. */
	runs(pid: number): () => void {
		const runs = {pid, sinceMs: clockMs()};
		this.#running.add(runs);
		return () => {
			this.#running.delete(runs);
			if (this.#lock?.waitingSinceMs !== runs.sinceMs) return;
			const {waitingSinceMs: _, ...lock} = this.#lock;
			this.#tell(lock);
		};
	}

	/** A statement of ours has run for longer than most, so that it may wait for a lock. */
	get isWanted(): boolean {
		return this.#long.length > 0;
	}

	/** Nobody who was seen holds a lock any more: a transaction has come, or nothing can be seen of the node. */
	forget(): void {
		this.#forgotten += 1;
		this.#tell(undefined);
	}

	/** Looks which lock is held, unless it has just been looked. Rejects where the container cannot be reached. */
	async look({access, keeper}: LockedNode): Promise<void> {
		const nowMs = clockMs();
		const forgotten = this.#forgotten;
		const waiting = await this.#waiting(keeper);
		const isDue = access?.lockLookMs !== undefined && nowMs - this.#lookedMs >= access.lockLookMs;
		if (!access || (!waiting && !isDue)) return;
		this.#lookedMs = nowMs;
		const {database} = this.#context;
		const found = lockOf(await access.debugVars(), database);
		if (!found || this.#forgotten !== forgotten) return this.#tell(undefined);
		const isSame = this.#lock && (this.#lock.kind === 'read') === (found.kind === 'read');
		const sinceMs = isSame ? this.#lock!.sinceMs : nowMs;
		const isTold = waiting !== undefined || nowMs - sinceMs >= toldAfterMs[found.kind];
		const by = isTold ? (isSame && this.#lock?.by) || (await others(keeper, database)) : '';
		if (this.#forgotten !== forgotten) return this.#tell(undefined);
		const waits = waiting && this.#running.has(waiting) && {waitingSinceMs: waiting.sinceMs};
		this.#tell({...found, sinceMs, by, isTold, ...waits});
	}

	/** Our statements that have run for longer than most. */
	get #long(): readonly Runs[] {
		const beforeMs = clockMs() - limits.holdMs;
		return [...this.#running].filter(({sinceMs}) => sinceMs <= beforeMs);
	}

	/** The first of our statements whose shell sleeps: SQLite does so only while it waits for a lock. */
	async #waiting(keeper: Keeper): Promise<Runs | undefined> {
		for (const runs of this.#long) if (await keeper.sleeps(runs.pid)) return runs;
		return undefined;
	}

	#tell(lock: (HeldLock & {readonly isTold?: boolean}) | undefined): void {
		if (!lock) {
			if (this.#lock) this.#context.told(undefined);
			this.#lock = undefined;
			return;
		}
		const {isTold = true, ...held} = lock;
		this.#lock = held;
		this.#context.told(isTold ? held : undefined);
	}
}

/** Processes of others that have the database open, for people. */
async function others(keeper: Keeper, database: string): Promise<string> {
	const users = await keeper.users(database);
	return users.map(({name, pid}) => `${name} (process ${pid})`).join(' or ');
}
