import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Hold, Link as LinkInfo, NodeInfo, NodeStatus, Table} from '../../../cluster/node.ts';
import {formatPosition, type Position, shortTxid} from '../../../litefs/position.ts';
import {clockMs} from '../clock.ts';
import {databaseName} from '../protocol.ts';
import type {FromReplica, ReplicaState} from '../replica/messages.ts';
import {nextBatch} from './batches.ts';
import {type HostContext, tellOf} from './context.ts';
import {readersOf} from './holders.ts';
import {Link} from './link.ts';
import {NodeLog} from './node-log.ts';
import type {PrimaryNode} from './primary-node.ts';
import {type ReplicaThread, startReplicaThread} from './replica-thread.ts';

/** What a replica's thread is doing for the host: one thing at a time. */
type UnderWay =
	| {readonly kind: 'apply'; readonly first: bigint}
	/** `release` lets the primary checkpoint again. */
	| {readonly kind: 'snapshot'; release(): void};

/** Links that are slower than this are not waited for when the cluster starts. */
const settledLatencyMs = 1_000;
/** How long to wait with the next snapshot when one did not fit. */
const againMs = 100;

/** A replica of the cluster: its thread, its link, and what is sent to it. */
export class ReplicaNode {
	readonly name: string;
	readonly path: string;
	readonly #folder: string;
	readonly #context: HostContext;
	readonly #primary: PrimaryNode;
	readonly #log: NodeLog;
	readonly #link: Link;
	#status: NodeStatus = 'stopped';
	#reason: string | undefined;
	#thread: ReplicaThread | undefined;
	#state: ReplicaState | undefined;
	#tables: readonly Table[] = [];
	#hold: Hold | undefined;
	#underWay: UnderWay | undefined;
	/** Why a snapshot is needed, if it is: nothing else can be sent. */
	#wantsSnapshot = false;
	#ready = false;

	constructor(folder: string, name: string, link: LinkInfo, context: HostContext, primary: PrimaryNode) {
		this.name = name;
		this.#folder = join(folder, name);
		this.path = join(this.#folder, databaseName);
		this.#context = context;
		this.#primary = primary;
		mkdirSync(this.#folder, {recursive: true, mode: 0o700});
		this.#log = new NodeLog(this.#folder);
		this.#link = new Link(link, () => this.#pump());
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

	get link(): LinkInfo {
		return this.#link.info;
	}

	/** The oldest TXID that its thread is reading from the log. */
	get reading(): bigint | undefined {
		return this.#underWay?.kind === 'apply' ? this.#underWay.first : undefined;
	}

	/** Whether it has all it can get at the moment of the cluster's start. */
	get isSettled(): boolean {
		const {cut, latencyMs} = this.#link.info;
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
			link: this.#link.info,
			...(this.#hold && {hold: this.#hold}),
		};
	}

	/** Starts its thread, which recovers what was broken off. */
	start(): void {
		if (this.#thread) return;
		this.#context.sessions.admit(this.name);
		this.#ready = false;
		this.#wantsSnapshot = false;
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
		this.#pump();
	}

	setLink(link: LinkInfo): void {
		const was = this.#link.info;
		this.#link.set(link);
		if (was.cut && !link.cut) this.#connect();
		if (was.cut !== link.cut) {
			const text = link.cut ? 'disconnected from primary: link cut' : 'connected to primary';
			this.#log.write(link.cut ? 'WARN' : 'INFO', text);
		}
		this.#tellInfo();
	}

	/** The primary has committed up to its position, or is there again. */
	primaryAt(): void {
		if (this.#link.delivered === undefined) this.#connect();
		else this.#link.send(this.#primary.position!.txid);
	}

	/** The primary is not there any more. A snapshot that is being read goes on to its end. */
	primaryGone(): void {
		this.#link.disconnect();
	}

	#connect(): void {
		const primary = this.#primary.position;
		if (!primary || !this.#ready) return;
		const ours = this.position;
		const ahead = ours && ours.txid > primary.txid;
		const other = ours?.txid === primary.txid && ours.checksum !== primary.checksum;
		if (ahead || other) this.#wantSnapshot(`its position is not the primary’s (${formatPosition(ours!)})`);
		this.#link.disconnect();
		this.#link.send(primary.txid);
	}

	/** Sends what has come through the link and can be applied. */
	#pump(): void {
		const delivered = this.#link.delivered;
		const log = this.#primary.log;
		if (!this.#ready || this.#underWay || this.#status === 'paused') return;
		if (delivered === undefined || !log) return;
		if (this.#wantsSnapshot || !this.#state) {
			this.#sendSnapshot();
			return;
		}
		const first = this.#state.txid + 1n;
		if (first > delivered) return;
		const batch = nextBatch(log, first, delivered);
		if (!batch) {
			this.#wantSnapshot(`TXID ${shortTxid(first)} is not in the primary’s log any more`);
			this.#sendSnapshot();
			return;
		}
		this.#underWay = {kind: 'apply', first};
		this.#thread!.send({type: 'apply', batch});
	}

	#sendSnapshot(): void {
		const {source, release} = this.#primary.pin();
		this.#underWay = {kind: 'snapshot', release};
		this.#thread!.send({type: 'snapshot', source});
	}

	#wantSnapshot(why: string): void {
		if (this.#wantsSnapshot) return;
		this.#wantsSnapshot = true;
		this.#log.write('INFO', `snapshot needed: ${why}`);
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
				if (this.#underWay?.kind === 'snapshot') this.#underWay.release();
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
				this.#needsSnapshot(message.text);
				return;
			case 'diverged':
				this.#diverged(message.text);
				return;
			case 'hold':
				this.#held(message.sinceMs);
				return;
			case 'failed':
				void this.#failed(message.text);
				return;
		}
	}

	#opened(state: ReplicaState | undefined): void {
		this.#ready = true;
		this.#state = state;
		this.#log.write(
			'INFO',
			`database file ${state ? 'opened' : 'missing or unusable: waiting for a snapshot'}`,
		);
		if (state) {
			this.#context.outbox.position(this.name, state);
			this.#set('running');
		}
		this.#connect();
	}

	#applied({first, state, snapshot, replaced, atMs}: Extract<FromReplica, {type: 'applied'}>): void {
		this.#underWay = undefined;
		if (snapshot) this.#wantsSnapshot = false;
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
		this.#pump();
	}

	#needsSnapshot(why: string): void {
		const again = this.#underWay?.kind === 'snapshot';
		this.#abandon();
		this.#wantSnapshot(why);
		if (again) {
			this.#primary.verify();
			setTimeout(() => this.#pump(), againMs);
		} else this.#pump();
	}

	#diverged(text: string): void {
		if (this.#wantsSnapshot) return;
		const sentence = `${text} ${this.name} is not the primary’s copy any more: it gets a snapshot, and what was written here is lost.`;
		tellOf(this.#context, this.#log, this.name, 'warning', sentence);
		this.#needsSnapshot(text);
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

	async #failed(text: string): Promise<void> {
		await this.#leave(thread => thread.kill(), 'killed', text);
		tellOf(this.#context, this.#log, this.name, 'error', `${this.name} cannot go on: ${text}`);
		await this.#context.sessions.bar(this.name, `${this.name} is not running.`);
	}

	async #leave(
		end: (thread: ReplicaThread) => Promise<void>,
		status: 'stopped' | 'killed',
		reason?: string,
	): Promise<void> {
		const thread = this.#thread;
		this.#ready = false;
		this.#hold = undefined;
		this.#link.disconnect();
		if (thread) await end(thread);
		// Until its thread has ended it may be reading what the primary holds for it.
		this.#abandon();
		this.#thread = undefined;
		this.#set(status, reason);
	}

	#abandon(): void {
		if (this.#underWay?.kind === 'snapshot') this.#underWay.release();
		this.#underWay = undefined;
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
