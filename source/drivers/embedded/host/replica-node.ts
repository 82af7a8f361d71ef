import {mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {Hold, Link as LinkInfo, NodeInfo, NodeStatus, Table} from '../../../cluster/node.ts';
import {formatPosition, type Position} from '../../../litefs/position.ts';
import {clockMs} from '../../clock.ts';
import {isDiskFull, sayNodeFailure} from '../full-disk.ts';
import {databaseName} from '../protocol.ts';
import type {FromReplica, ReplicaState} from '../replica/messages.ts';
import {type HostContext, tellOf} from './context.ts';
import {Feed} from './feed.ts';
import {readersOf} from './holders.ts';
import {NodeLog} from './node-log.ts';
import type {PrimaryNode} from './primary-node.ts';
import {type ReplicaThread, startReplicaThread} from './replica-thread.ts';

/** Links that are slower than this are not waited for when the cluster starts. */
const settledLatencyMs = 1_000;
/** A replica of the cluster: its thread, what it is fed, and what is told of it. */
export class ReplicaNode {
	readonly name: string;
	readonly path: string;
	readonly #folder: string;
	readonly #context: HostContext;
	readonly #primary: PrimaryNode;
	readonly #log: NodeLog;
	readonly #feed: Feed;
	#status: NodeStatus = 'stopped';
	#reason: string | undefined;
	#thread: ReplicaThread | undefined;
	#state: ReplicaState | undefined;
	#tables: readonly Table[] = [];
	#hold: Hold | undefined;

	constructor(folder: string, name: string, link: LinkInfo, context: HostContext, primary: PrimaryNode) {
		this.name = name;
		this.#folder = join(folder, name);
		this.path = join(this.#folder, databaseName);
		this.#context = context;
		this.#primary = primary;
		mkdirSync(this.#folder, {recursive: true, mode: 0o700});
		this.#log = new NodeLog(this.#folder);
		this.#feed = new Feed(link, primary, {
			send: message => this.#thread?.send(message),
			wantsSnapshot: why => this.#log.write('INFO', `snapshot needed: ${why}`),
		});
	}

	get status(): NodeStatus {
		return this.#status;
	}

	get position(): Position | undefined {
		return this.#state && {txid: this.#state.txid, checksum: this.#state.checksum};
	}

	get tables(): readonly Table[] {
		return this.#tables;
	}

	/** The oldest TXID that its thread is reading from the log. */
	get reading(): bigint | undefined {
		return this.#feed.reading;
	}

	/** Whether it has all it can get at the moment of the cluster's start. */
	get isSettled(): boolean {
		const {cut, latencyMs} = this.#feed.link;
		return this.#status !== 'starting' || cut || latencyMs > settledLatencyMs || !this.#primary.position;
	}

	get info(): NodeInfo {
		return {
			name: this.name,
			role: 'replica',
			status: this.#status,
			...(this.#reason !== undefined && {reason: this.#reason}),
			path: this.path,
			journalMode: 'delete',
			pageSize: this.#state?.pageSize ?? this.#primary.info.pageSize,
			pages: this.#state?.pages ?? 0,
			link: this.#feed.link,
			...(this.#hold && {hold: this.#hold}),
		};
	}

	/** Starts its thread, which recovers what was broken off. */
	start(): void {
		if (this.#thread) return;
		this.#context.sessions.admit(this.name);
		this.#thread = startReplicaThread(this.#folder, message => this.#receive(message));
		this.#set('starting');
	}

	/** Ends its sessions and closes it. */
	async stop(): Promise<void> {
		await this.#context.sessions.bar(this.name, `${this.name} was stopped.`);
		await this.#leave(thread => thread.close(), 'stopped');
		this.#log.write('INFO', 'litefs shut down complete');
	}

	/** Ends it in the middle of whatever it does, and its sessions with it. */
	async kill(): Promise<void> {
		await Promise.all([
			this.#leave(thread => thread.kill(), 'killed'),
			this.#context.sessions.kill(this.name),
		]);
		this.#log.write('WARN', 'killed');
	}

	pause(paused: boolean): void {
		if (this.#status !== 'running' && this.#status !== 'paused') return;
		this.#thread?.send({type: 'pause', paused});
		this.#set(paused ? 'paused' : 'running');
		this.#feed.pause(paused);
	}

	setLink(link: LinkInfo): void {
		const was = this.#feed.link;
		this.#feed.setLink(link);
		if (was.cut !== link.cut) {
			const text = link.cut ? 'disconnected from primary: link cut' : 'connected to primary';
			this.#log.write(link.cut ? 'WARN' : 'INFO', text);
		}
		this.#tellInfo();
	}

	/** The primary has committed up to its position, or is there again. */
	primaryAt(): void {
		this.#feed.primaryAt();
	}

	/** The primary is not there any more. */
	primaryGone(): void {
		this.#feed.primaryGone();
	}

	#receive(message: FromReplica): void {
		switch (message.type) {
			case 'opened':
				this.#opened(message.state);
				return;
			case 'applied':
				this.#applied(message);
				return;
			case 'received':
				this.#feed.received();
				return;
			case 'tables':
				this.#tables = message.tables;
				this.#context.outbox.push({
					type: 'tables',
					atMs: clockMs(),
					node: this.name,
					tables: message.tables,
				});
				return;
			case 'refused':
				this.#feed.refused(message.text);
				return;
			case 'diverged':
				this.#diverged(message.text);
				return;
			case 'hold':
				this.#held(message.sinceMs);
				return;
			case 'failed':
				void this.#failed(message);
				return;
		}
	}

	#opened(state: ReplicaState | undefined): void {
		this.#state = state;
		this.#log.write(
			'INFO',
			`database file ${state ? 'opened' : 'missing or unusable: waiting for a snapshot'}`,
		);
		if (state) {
			this.#context.outbox.position(this.name, state);
			this.#set('running');
		}
		this.#feed.open(state);
	}

	#applied({first, state, snapshot, replaced, atMs}: Extract<FromReplica, {type: 'applied'}>): void {
		const grown = this.#state?.pages !== state.pages;
		this.#state = state;
		if (replaced) void this.#context.sessions.end(this.name, `${this.name} has another database file now.`);
		if (snapshot) this.#log.write('INFO', `snapshot received, now at ${formatPosition(state)}`);
		if (this.#status === 'starting') this.#set('running');
		else if (grown) this.#tellInfo();
		this.#context.outbox.position(this.name, {txid: state.txid, checksum: state.checksum});
		const seenAtMs = this.#primary.seenAtMs(state.txid) ?? atMs;
		this.#context.outbox.arrival({
			node: this.name,
			first,
			last: state.txid,
			elapsedMs: Math.max(0, atMs - seenAtMs),
			seenAtMs: atMs,
			snapshot,
		});
		this.#feed.applied(state, snapshot);
	}

	#diverged(text: string): void {
		if (this.#context.isDeleted() || !this.#feed.diverged(text)) return;
		const sentence = `${text} ${this.name} is not the primary’s copy any more: it gets a snapshot, and what was written here is lost.`;
		tellOf(this.#context, this.#log, this.name, 'warning', sentence);
	}

	#held(sinceMs: number | undefined): void {
		if (sinceMs === undefined) {
			this.#hold = undefined;
		} else {
			const readers = readersOf(this.path);
			const by = this.#context.sessions.names(this.name, readers).join(', ');
			this.#hold = {sinceMs, by};
			const who = this.#context.sessions.describe(this.name, readers);
			this.#log.write('WARN', `replication is held up by an unfinished read transaction of ${who}`);
		}
		this.#tellInfo();
	}

	async #failed(failure: Extract<FromReplica, {type: 'failed'}>): Promise<void> {
		if (this.#context.isDeleted()) return;
		const text = sayNodeFailure(this.name, failure, dirname(this.#folder));
		const barred = this.#context.sessions.bar(this.name, text);
		await this.#leave(thread => thread.kill(), isDiskFull(failure) ? 'stopped' : 'killed', text);
		tellOf(this.#context, this.#log, this.name, 'error', text);
		await barred;
	}

	async #leave(
		end: (thread: ReplicaThread) => Promise<void>,
		status: 'stopped' | 'killed',
		reason?: string,
	): Promise<void> {
		const thread = this.#thread;
		this.#hold = undefined;
		this.#feed.disconnect();
		if (thread) await end(thread);
		// Until its thread has ended it may be reading what the primary keeps for it.
		this.#feed.close();
		this.#thread = undefined;
		this.#set(status, reason);
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
