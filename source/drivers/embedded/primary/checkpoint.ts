import type Database from 'better-sqlite3';
import {clockMs} from '../../clock.ts';
import {isBusy} from '../busy.ts';
import type {PrimaryFiles} from './files.ts';

/** How long writers must have been shut out before the reader lets go, and for how long it does. */
const refusedMs = 50;
const letGoMs = 120;

/**
 * The two connections' part in letting the WAL be checkpointed. The reader's open transaction keeps the WAL from
 * being started again; it is given up only while the writer holds the write lock and everything was captured.
 */
export class Checkpointer {
	readonly #reader: Database.Database;
	readonly #writer: Database.Database;
	readonly #read: Database.Statement;
	#refused: {readonly sinceMs: number; readonly change: number} | undefined;
	/** The state of the WAL at which the reader let go. */
	#letGoAt: number | undefined;
	#letGoUntilMs: number | undefined;

	constructor({reader, writer}: PrimaryFiles) {
		this.#reader = reader;
		this.#writer = writer;
		this.#read = reader.prepare('SELECT count(*) FROM sqlite_schema');
	}

	/** Whether the reader has let go, and nothing keeps the WAL. */
	get hasLetGo(): boolean {
		return this.#letGoUntilMs !== undefined;
	}

	/** Does something under the write lock. False, and nothing done, where another connection has it. */
	locked(run: () => void): boolean {
		try {
			this.#writer.exec('BEGIN IMMEDIATE');
		} catch (error) {
			if (isBusy(error)) return false;
			throw error;
		}
		try {
			run();
		} finally {
			this.#writer.exec('ROLLBACK');
		}
		this.#refused = undefined;
		return true;
	}

	/** Checkpoints as far as readers allow. Under the write lock, with everything captured. */
	checkpoint(): void {
		this.release();
		try {
			this.#reader.pragma('wal_checkpoint(PASSIVE)');
		} finally {
			this.hold();
		}
	}

	/** Begins the read transaction that keeps the WAL. */
	hold(): void {
		if (!this.#reader.inTransaction) this.#reader.exec('BEGIN');
		this.#read.get();
		this.#letGoUntilMs = undefined;
	}

	/** Ends it. */
	release(): void {
		if (this.#reader.inTransaction) this.#reader.exec('COMMIT');
	}

	/**
	 * Another connection has had the write lock when it was wanted. When nothing was committed for a while and a
	 * checkpoint is under way, it is one that waits for our reader, to truncate the WAL, and keeps all writers
	 * waiting: then the reader lets go for a moment. `change` stands for the state of the WAL.
	 */
	refused(change: number): void {
		const nowMs = clockMs();
		if (this.#refused?.change !== change) {
			this.#refused = {sinceMs: nowMs, change};
		} else if (nowMs - this.#refused.sinceMs >= refusedMs) {
			const [state] = this.#writer.pragma('wal_checkpoint(PASSIVE)') as {busy: number}[];
			this.#refused = undefined;
			if (state?.busy !== 1) return;
			this.#letGoAt = change;
			this.#letGoUntilMs = nowMs + letGoMs;
			this.release();
		}
	}

	/**
	 * Takes the reader back when its time is over, or the WAL is not as it was when it let go. Returns whether it
	 * did: more may have been committed meanwhile.
	 */
	returned(change: number | undefined): boolean {
		if (this.#letGoUntilMs === undefined) return false;
		if (clockMs() < this.#letGoUntilMs && change === this.#letGoAt) return false;
		this.hold();
		return true;
	}
}
