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
	/** Since a transaction came, nobody who was there before can hold a lock. */
	#movedMs = 0;
	#lookedMs = Number.NEGATIVE_INFINITY;
	#runs: Runs | undefined;

	constructor(context: LockContext) {
		this.#context = context;
	}

	/** A statement of ours begins in the shell of a process. Gives what to call when it has ended. */
	runs(pid: number): () => void {
		const runs = {pid, sinceMs: clockMs()};
		this.#runs = runs;
		return () => {
			if (this.#runs === runs) this.#runs = undefined;
			if (!this.#lock?.waitingSinceMs) return;
			const {waitingSinceMs: _, ...lock} = this.#lock;
			this.#tell(lock);
		};
	}

	/** A statement of ours has run for longer than most, so that it may wait for a lock. */
	get isWanted(): boolean {
		return this.#runs !== undefined && clockMs() - this.#runs.sinceMs >= limits.holdMs;
	}

	/** The node has moved on. */
	moved(): void {
		this.#movedMs = clockMs();
		if (this.#lock) this.#tell(undefined);
	}

	/** Looks which lock is held, unless it has just been looked. Rejects where the container cannot be reached. */
	async look({access, keeper}: LockedNode): Promise<void> {
		const nowMs = clockMs();
		const waits = await this.#waits(keeper);
		const isDue = access?.lockLookMs !== undefined && nowMs - this.#lookedMs >= access.lockLookMs;
		if (!access || (waits === undefined && !isDue)) return;
		this.#lookedMs = nowMs;
		const {database} = this.#context;
		const found = lockOf(await access.debugVars(), database);
		if (!found || this.#movedMs > nowMs) return this.#tell(undefined);
		const isSame = this.#lock && (this.#lock.kind === 'read') === (found.kind === 'read');
		const sinceMs = isSame ? this.#lock!.sinceMs : nowMs;
		const isTold = waits !== undefined || nowMs - sinceMs >= toldAfterMs[found.kind];
		const by = isTold ? (isSame && this.#lock?.by) || (await others(keeper, database)) : '';
		this.#tell({...found, sinceMs, by, isTold, ...(waits !== undefined && {waitingSinceMs: waits})});
	}

	/** Nothing is known any more. */
	forget(): void {
		this.#tell(undefined);
	}

	/** Since when our statement runs, where its shell sleeps: SQLite does so only while it waits for a lock. */
	async #waits(keeper: Keeper): Promise<number | undefined> {
		const runs = this.#runs;
		if (!runs || !this.isWanted) return undefined;
		return (await keeper.sleeps(runs.pid)) && this.#runs === runs ? runs.sinceMs : undefined;
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
