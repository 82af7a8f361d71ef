import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {NodeInfo, NodeStatus, Table} from '../../../cluster/node.ts';
import {formatPosition, type Position} from '../../../litefs/position.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import {clockMs} from '../../clock.ts';
import {sayNodeFailure} from '../full-disk.ts';
import type {Log} from '../log/log.ts';
import {Primary, type SnapshotSource} from '../primary/primary.ts';
import type {Captured} from '../primary/recorder.ts';
import {Wake} from '../primary/wake.ts';
import {databaseName} from '../protocol.ts';
import {readTables} from '../tables.ts';
import {Attributor} from './attributor.ts';
import {type HostContext, tellOf} from './context.ts';
import {primaryName} from './create-cluster.ts';
import {walReadersOf, walWritersOf} from './holders.ts';
import {NodeLog} from './node-log.ts';
import {PrimaryLimits} from './primary-limits.ts';
import {Seen} from './seen.ts';
import {toldTransactions} from './told-transactions.ts';
import {WriteLock} from './write-lock.ts';

/** How long a transaction waits for the session that made it to say so, before it is shown. */
const attributionMs = 4;
/** How often to look whether the files are still in their place, and within the limits. */
const checkMs = 1_000;

/** What the replicas must know of the primary. */
export interface PrimaryListener {
	/** There is more to send. */
	committed(): void;
	/** It is not there any more. */
	gone(): void;
}

/** The primary of the cluster: its engine, what wakes it, and what is told of it. */
export class PrimaryNode {
	readonly name = primaryName;
	readonly path: string;
	readonly #folder: string;
	readonly #context: HostContext;
	readonly #keepFrom: () => bigint;
	readonly #on: PrimaryListener;
	readonly #log: NodeLog;
	readonly #attributor: Attributor;
	readonly #limits: PrimaryLimits;
	readonly #seen = new Seen();
	readonly #writeLock: WriteLock;
	#engine: Primary | undefined;
	#wake: Wake | undefined;
	#watch: NodeJS.Timeout | undefined;
	#status: NodeStatus = 'stopped';
	#reason: string | undefined;
	#position: Position | undefined;
	#pageSize = 4096;
	#pages = 0;
	#tables: readonly Table[] = [];
	/** Resolved when what was left is closed; until then the files must not be opened again. */
	#closed: Promise<void> = Promise.resolve();

	/** `keepFrom` is the oldest TXID that a replica is reading from the log. */
	constructor(folder: string, context: HostContext, keepFrom: () => bigint, on: PrimaryListener) {
		this.#folder = join(folder, primaryName);
		this.path = join(this.#folder, databaseName);
		this.#context = context;
		this.#keepFrom = keepFrom;
		this.#on = on;
		mkdirSync(this.#folder, {recursive: true, mode: 0o700});
		this.#log = new NodeLog(this.#folder);
		this.#attributor = new Attributor(context.outbox);
		this.#limits = new PrimaryLimits(
			text => tellOf(context, this.#log, this.name, 'warning', text),
			() => context.sessions.describe(this.name, walReadersOf(this.path)),
		);
		const writers = () => {
			const pids = walWritersOf(this.path);
			return pids.length > 0 ? context.sessions.describe(this.name, pids) : '';
		};
		this.#writeLock = new WriteLock(writers, () => this.#tellInfo());
	}

	get status(): NodeStatus {
		return this.#status;
	}

	/** Where it is; undefined while it is not running. */
	get position(): Position | undefined {
		return this.#engine && this.#position;
	}

	/** Its transactions; undefined while it is not running. */
	get log(): Log | undefined {
		return this.#engine?.log;
	}

	get tables(): readonly Table[] {
		return this.#tables;
	}

	get info(): NodeInfo {
		return {
			name: this.name,
			role: 'primary',
			status: this.#status,
			...(this.#reason !== undefined && {reason: this.#reason}),
			path: this.path,
			journalMode: 'wal',
			pageSize: this.#pageSize,
			pages: this.#pages,
			...(this.#writeLock.held && {lock: this.#writeLock.held}),
		};
	}

	/** When a TXID was seen; undefined where that is not remembered. */
	seenAtMs(txid: bigint): number | undefined {
		return this.#seen.atMs(txid);
	}

	/** Opens the database and begins to capture. Rejects with what keeps it from that. */
	async start(): Promise<void> {
		await this.#closed;
		if (this.#engine) return;
		const engine = new Primary(this.#folder, captured => this.#captured(engine, captured), this.#keepFrom);
		this.#pageSize = engine.pageSize;
		try {
			engine.start();
		} catch (error) {
			engine.drop();
			throw error;
		}
		this.#engine = engine;
		this.#context.sessions.admit(this.name);
		this.#position = engine.position;
		this.#seen.note(engine.position.txid, clockMs());
		this.#pages = engine.pages;
		this.#wake = new Wake(`${this.path}-wal`, () => this.look());
		this.#watch = setInterval(() => this.#check(), checkMs).unref();
		this.#attributor.begin(engine.connection);
		this.#log.write('INFO', `primary at ${formatPosition(engine.position)}`);
		this.#context.outbox.position(this.name, engine.position);
		this.#readTables(engine);
		this.#set('running');
		this.#on.committed();
	}

	/** Captures what was committed since the last time. Returns whether there was anything. */
	look(): boolean {
		if (!this.#engine) return false;
		try {
			return this.#engine.look();
		} catch (error) {
			void this.#failed(error);
			return false;
		}
	}

	/** A session's statement has ended: who made the transactions since `before` is known now. */
	mark(before: bigint, known: Parameters<Attributor['mark']>[1]): {first: bigint; last: bigint} | undefined {
		this.look();
		const last = this.#position?.txid ?? before;
		if (last <= before) return undefined;
		if (last === before + 1n) this.#attributor.mark(last, known);
		return {first: before + 1n, last};
	}

	/** Lets the WAL be checkpointed now. */
	checkpoint(): void {
		const frames = this.#engine?.walBytes ?? 0;
		const done = this.#engine?.cycle() ?? false;
		const pages = groupDigits(Math.round(frames / this.#pageSize));
		const text = done
			? `Checkpointed: the ${pages} pages in the WAL are in the database file, as far as readers allow.`
			: 'Nothing was checkpointed: a write transaction or a snapshot is under way.';
		tellOf(this.#context, this.#log, this.name, done ? 'info' : 'warning', text);
	}

	/** The whole database, for a replica. */
	pin(): {readonly source: SnapshotSource; release(): void} {
		const engine = this.#engine!;
		const source = engine.pin();
		let pinned = true;
		const release = () => {
			if (pinned) engine.unpin();
			pinned = false;
		};
		return {source, release};
	}

	/** Compares the database with what is known of it: a replica found that they differ. */
	verify(): void {
		this.#engine?.verify();
	}

	/** Ends its sessions, captures the last and closes it. */
	async stop(): Promise<void> {
		await this.#context.sessions.bar(this.name, 'primary was stopped.');
		this.look();
		await this.#leave(engine => engine.close(), 'stopped');
		this.#log.write('INFO', 'litefs shut down complete');
	}

	/** Drops it as it stands, and its sessions. */
	async kill(): Promise<void> {
		await this.#context.sessions.kill(this.name);
		await this.#leave(engine => engine.drop(), 'killed');
		this.#log.write('WARN', 'killed');
	}

	#captured(engine: Primary, captured: readonly Captured[]): void {
		const seenAtMs = clockMs();
		for (const {record} of captured) this.#seen.note(record.position.txid, seenAtMs);
		for (const {record, compared} of captured) {
			if (!compared) continue;
			const pages = `${groupDigits(record.pages.length)} pages`;
			const first = record.position.txid === 1n;
			this.#log.write('INFO', first ? `database of ${pages} taken over` : `${pages} were changed unseen`);
		}
		this.#position = engine.position;
		const grown = this.#pages !== engine.pages;
		this.#writeLock.committed();
		this.#pages = engine.pages;
		if (this.#engine) this.#on.committed();
		const {outbox, sessions} = this.#context;
		const told = toldTransactions(captured, seenAtMs);
		outbox.transactions(
			told,
			captured.length - told.length,
			sessions.count(this.name) > 0 ? attributionMs : 0,
		);
		outbox.position(this.name, engine.position);
		if (grown && this.#engine) this.#tellInfo();
		if (captured.some(({schemaChanged}) => schemaChanged) && this.#engine) this.#readTables(engine);
		if (this.#engine) this.#attributor.captured(captured, engine.pages);
	}

	#readTables(engine: Primary): void {
		try {
			this.#tables = readTables(engine.connection);
		} catch {
			return;
		}
		this.#context.outbox.push({type: 'tables', atMs: clockMs(), node: this.name, tables: this.#tables});
	}

	/** Somebody may have deleted or replaced what is open here: then it begins again with what is there now. */
	#check(): void {
		if (!this.#engine) return;
		this.#limits.check(this.#engine);
		this.#writeLock.look();
		if (this.#engine.isInPlace() || this.#context.isDeleted()) return;
		const text = 'The primary’s database files were deleted or replaced; it goes on with what is there now.';
		tellOf(this.#context, this.#log, this.name, 'warning', text);
		void this.#leave(engine => engine.drop(), 'starting')
			.then(() => this.start())
			.catch((error: unknown) => this.#failed(error));
	}

	async #failed(error: unknown): Promise<void> {
		if (this.#context.isDeleted()) return;
		const text = sayNodeFailure(this.name, error, dirname(this.#folder));
		tellOf(this.#context, this.#log, this.name, 'error', text);
		const barred = this.#context.sessions.bar(this.name, text);
		await this.#leave(engine => engine.drop(), 'stopped', text);
		await barred;
	}

	async #leave(end: (engine: Primary) => void, status: NodeStatus, reason?: string): Promise<void> {
		const engine = this.#engine;
		this.#wake?.close();
		clearInterval(this.#watch);
		this.#writeLock.committed();
		this.#attributor.end();
		this.#engine = undefined;
		this.#on.gone();
		this.#set(status, reason);
		if (engine) this.#closed = this.#close(engine, end);
		await this.#closed;
	}

	/** Waits until no replica reads from it any more. What goes wrong then is found at the next start. */
	async #close(engine: Primary, end: (engine: Primary) => void): Promise<void> {
		await engine.unpinned();
		try {
			end(engine);
		} catch (error) {
			this.#log.write('ERROR', `cannot be closed well: ${(error as Error).message}`);
		}
	}

	#set(status: NodeStatus, reason?: string): void {
		this.#status = status;
		this.#reason = reason;
		this.#tellInfo();
	}

	#tellInfo(): void {
		this.#context.outbox.push({type: 'node', atMs: clockMs(), node: this.info});
	}
}
