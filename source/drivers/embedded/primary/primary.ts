import {fstatSync} from 'node:fs';
import {join} from 'node:path';
import {limits} from '../../../cluster/limits.ts';
import type {Position} from '../../../litefs/position.ts';
import {clockMs} from '../../clock.ts';
import type {Log} from '../log/log.ts';
import {databaseName} from '../protocol.ts';
import {Capture} from './capture.ts';
import {Checkpointer} from './checkpoint.ts';
import {changedPages, PageReader} from './compare.ts';
import {openPrimaryFiles, type PrimaryFiles} from './files.ts';
import {type Captured, Recorder} from './recorder.ts';

/** What a replica needs to read the whole database as it is at a position. Plain data: it goes to its thread. */
export interface SnapshotSource {
	readonly position: Position;
	readonly pageSize: number;
	readonly pages: number;
	readonly databaseFd: number;
	readonly walFd: number;
	/** Pages whose newest image is in the WAL, and where. */
	readonly walPages: Uint32Array;
	readonly walOffsets: Float64Array;
}

/** Frames in the WAL at which it is checkpointed although writers are busy. */
const cycleFrames = 1_000;
/** How long nobody must have committed for a checkpoint to be made. */
const cycleIdleMs = 100;
/** How long to wait when a writer is in the way: at first, and at most. */
const cycleWaitMs = 10;
const cycleWaitMaxMs = 1_000;
/** How long opening waits for a writer that is in the middle of a transaction. */
const openTimeoutMs = 10_000;

/**
 * The primary's database: captures every commit, whoever makes it, as one record of the log, and lets the WAL be
 * checkpointed without a moment in which a commit could be lost. In a cycle, under the write lock, it captures to
 * the end, lets the reader go, checkpoints and takes the reader back. The next writer then starts the WAL again at
 * frame 1, and until the next cycle nobody else can checkpoint: the database file does not change.
 */
export class Primary {
	readonly pageSize: number;
	readonly #onCaptured: (captured: readonly Captured[]) => void;
	readonly #keepFrom: () => bigint;
	readonly #files: PrimaryFiles;
	readonly #recorder: Recorder;
	readonly #capture: Capture;
	readonly #checkpointer: Checkpointer;
	/** Frames captured since the last cycle. */
	#newFrames = 0;
	#committedAtMs = 0;
	#lost = false;
	#pins = 0;
	#unpinned: PromiseWithResolvers<void> | undefined;
	/** When a cycle may be tried, and how long to wait when it is refused. */
	#cycleAtMs = 0;
	#cycleWaitMs = cycleWaitMs;
	/** Readers kept the last cycle from copying everything. */
	#incomplete = false;

	/**
	 * Opens the primary's folder. `keepFrom` is the oldest TXID that somebody is reading from the log. Throws what
	 * SQLite or the file system says.
	 */
	constructor(folder: string, onCaptured: (captured: readonly Captured[]) => void, keepFrom: () => bigint) {
		this.#onCaptured = onCaptured;
		this.#keepFrom = keepFrom;
		this.#files = openPrimaryFiles(join(folder, databaseName));
		try {
			this.pageSize = this.#files.pageSize;
			this.#recorder = new Recorder(folder, this.pageSize, {
				bytes: limits.ltxBytes,
				segmentBytes: limits.ltxBytes / 16,
			});
			this.#capture = new Capture(this.#files);
			this.#checkpointer = new Checkpointer(this.#files);
		} catch (error) {
			this.#files.close();
			throw error;
		}
	}

	/**
	 * Begins to capture. What was committed while nobody looked is captured as one transaction. Throws what SQLite
	 * says, or that another program keeps the database locked; `drop` must be called then.
	 */
	start(): void {
		const untilMs = clockMs() + openTimeoutMs;
		const takeOver = () => {
			this.#compare();
			this.#checkpointer.checkpoint();
		};
		while (!this.#checkpointer.locked(takeOver)) {
			if (clockMs() > untilMs) throw new Error('Another program keeps the primary’s database locked.');
		}
		this.#recorder.publish();
	}

	/** Where the database is, as far as was captured. */
	get position(): Position {
		return this.#recorder.position;
	}

	/** Pages of the database. */
	get pages(): number {
		return this.#recorder.pages;
	}

	/** The transactions it made, as far as they are kept. */
	get log(): Log {
		return this.#recorder.log;
	}

	/** Bytes of WAL that wait for a checkpoint. */
	get walBytes(): number {
		return this.#capture.frames * this.pageSize;
	}

	/** Whether the last attempt to let the WAL be checkpointed met a reader or writer that is in the way. */
	get isHeldUp(): boolean {
		return this.#incomplete || this.#cycleWaitMs > cycleWaitMs;
	}

	/** For questions about the schema. Nothing may be left open or written. */
	get connection(): PrimaryFiles['writer'] {
		return this.#files.writer;
	}

	/** Captures what was committed since the last time. Returns whether there was anything. */
	look(): boolean {
		const before = this.position.txid;
		this.#read();
		if (this.#checkpointer.hasLetGo && this.#checkpointer.returned(this.#capture.now()?.change)) this.#read();
		const nowMs = clockMs();
		if (nowMs >= this.#cycleAtMs && this.#wantsCycle(nowMs)) this.cycle();
		return this.position.txid > before;
	}

	/** Lets the WAL be checkpointed, if no writer and no snapshot is in the way. Returns whether it was. */
	cycle(): boolean {
		if (this.#pins > 0 || this.#checkpointer.hasLetGo) return false;
		const done = this.#checkpointer.locked(() => {
			this.#read();
			if (this.#lost || this.#pins > 0) return;
			this.#checkpointer.checkpoint();
			const index = this.#capture.now();
			this.#incomplete = index?.backfilled !== index?.maxFrame;
			if (!this.#incomplete) this.#capture.forgetFrames();
			this.#newFrames = 0;
		});
		this.#cycleWaitMs = done ? cycleWaitMs : Math.min(this.#cycleWaitMs * 2, cycleWaitMaxMs);
		this.#cycleAtMs = clockMs() + (this.#incomplete ? cycleWaitMaxMs : this.#cycleWaitMs);
		const change = this.#capture.now()?.change;
		if (!done && change !== undefined) this.#checkpointer.refused(change);
		return done;
	}

	/** The database as it is now, for a replica. Nothing is checkpointed until `unpin`. */
	pin(): SnapshotSource {
		this.#pins++;
		const {pages: walPages, offsets: walOffsets} = this.#capture.locations();
		const {databaseFd, walFd} = this.#files;
		const {position, pageSize, pages} = this;
		return {position, pageSize, pages, databaseFd, walFd, walPages, walOffsets};
	}

	/** A replica has read what `pin` gave, or will not. */
	unpin(): void {
		this.#pins--;
		if (this.#pins === 0) this.#unpinned?.resolve();
	}

	/** Resolved when nobody reads what `pin` gave: until then nothing may be closed. */
	async unpinned(): Promise<void> {
		if (this.#pins === 0) return;
		this.#unpinned ??= Promise.withResolvers();
		await this.#unpinned.promise;
	}

	/** Compares all pages with what is known of them when it looks next; what differs becomes a transaction. */
	verify(): void {
		this.#lost = true;
	}

	/** Whether the files we hold are still the ones that others see: somebody may have deleted or replaced them. */
	isInPlace(): boolean {
		const {databaseFd, walFd, indexFd} = this.#files;
		return [databaseFd, walFd, indexFd].every(fd => fstatSync(fd).nlink > 0);
	}

	/** Captures the last, checkpoints, keeps what the next start needs, and closes everything. */
	close(): void {
		try {
			this.look();
			this.cycle();
			this.#recorder.save();
		} finally {
			this.drop();
		}
	}

	/** Closes everything as it stands, as if the process had been killed. */
	drop(): void {
		this.#files.close();
		this.#recorder.close();
	}

	#wantsCycle(nowMs: number): boolean {
		const idle = nowMs - this.#committedAtMs > cycleIdleMs;
		return this.#newFrames > cycleFrames || (idle && (this.#newFrames > 0 || this.#incomplete));
	}

	#read(): void {
		if (this.#lost && !this.#checkpointer.locked(() => this.#compare())) return;
		const captured: Captured[] = [];
		const state = this.#capture.read(({frames, commit}) => {
			this.#newFrames += frames.size;
			const content = (page: number) => this.#capture.content(frames.get(page)!);
			captured.push(this.#recorder.record(frames.keys(), commit, content));
		});
		if (captured.length > 0) this.#publish(captured);
		this.#lost = state === 'lost';
	}

	/** Records as one transaction whatever is not as it was captured. Under the write lock. */
	#compare(): void {
		if (!this.#capture.begin()) throw new Error('The WAL is not what its index says.');
		const pages = this.#files.writer.pragma('page_count', {simple: true}) as number;
		const {checksums} = this.#recorder;
		const before = checksums.pages;
		const reader = new PageReader(this.#files.databaseFd, this.pageSize, this.#capture);
		const changed = changedPages(reader, pages, checksums);
		this.#lost = false;
		this.#newFrames = this.#capture.frames;
		if (changed.length === 0 && before === pages) return;
		const captured = this.#recorder.record(changed, pages, page => reader.read(page));
		this.#publish([{...captured, compared: true}]);
	}

	#publish(captured: readonly Captured[]): void {
		this.#recorder.publish();
		this.#recorder.reap(this.#keepFrom());
		this.#committedAtMs = clockMs();
		this.#onCaptured(captured);
	}
}
