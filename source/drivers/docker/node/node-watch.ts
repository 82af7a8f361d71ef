import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../../cluster/limits.ts';
import type {NodeStatus, Role} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';
import type {LitefsContainer} from '../discovery/recognise.ts';
import type {EngineEvent, InspectedContainer} from '../engine/engine.ts';
import {findAbsence, keeperAnswers} from './absence.ts';
import {backoffMs} from './backoff.ts';
import {Connection, type ConnectionContext} from './connection.ts';
import {ContainerEnd, isAskedToEnd} from './container-end.ts';
import {absenceOf} from './container-status.ts';
import {createDatabaseReader, type DatabaseReader} from './database-reader.ts';
import type {Keeper} from './keeper.ts';
import {LeftOvers} from './left-overs.ts';
import {Lookout} from './lookout.ts';
import type {NodeContext} from './node-context.ts';
import {NodeReport} from './node-report.ts';
import {type Copied, type Usable, usableOf} from './usable.ts';

type Networks = InspectedContainer['NetworkSettings']['Networks'];

/** A node: what is known of it, and what goes on in its container. It connects again whenever that is possible. */
export class NodeWatch {
	readonly #context: NodeContext;
	readonly #report: NodeReport;
	readonly #lookout: Lookout;
	#container: LitefsContainer;
	#connection: Connection | undefined;
	/** Goes up when everything begins anew, so that what belongs to the time before is known. */
	#generation = 0;
	#failures = 0;
	#closed = false;
	readonly #end = new ContainerEnd();
	readonly #leftOvers = new LeftOvers();
	/** Why the engine cannot be asked. */
	#engineLost: string | undefined;
	#networks: Networks = {};

	constructor(context: NodeContext, container: LitefsContainer) {
		const {name, database, changed} = context;
		this.#context = context;
		this.#container = container;
		const place = {containerName: container.container, database: `/litefs/${database}`};
		this.#report = new NodeReport(name, place, changed);
		this.#lookout = new Lookout(context, this.#report, () => this.#connection);
	}

	get container(): LitefsContainer {
		return this.#container;
	}

	get networks(): Networks {
		return this.#networks;
	}

	get role(): Role {
		return this.#report.known.role;
	}

	get status(): NodeStatus {
		return this.#report.known.status;
	}

	get journalMode(): string {
		return this.#report.known.facts.journalMode;
	}

	/** Whether its container can be looked into: it may be so again before the engine is known to be back. */
	get isConnected(): boolean {
		return this.#connection !== undefined;
	}

	/** Whether positions come by themselves, as they change. */
	get isTold(): boolean {
		return this.#connection?.isTold ?? false;
	}

	/** Whether there is a sqlite3 shell in its container. */
	get hasShell(): boolean {
		return this.#connection?.keeper.surroundings.shellVersion !== undefined;
	}

	/** How often this node began anew: what began before is lost. */
	get generation(): number {
		return this.#generation;
	}

	/** What a session needs, or a sentence why there can be none. */
	usable(): Usable | Copied | string {
		const connection = this.#connection;
		return usableOf(this.#context, {
			known: this.#report.known,
			connection,
			container: this.#container.id,
			path: connection && this.#pathIn(connection.keeper),
			hasDatabase: this.#lookout.position !== undefined,
		});
	}

	/**
	 * Why the node went away since a generation of it; undefined where it did not. The engine may still say for a moment
	 * that a container runs, when its processes have ended: what answers there is the keeper.
	 */
	async absence(since: number): Promise<string | undefined> {
		const {name, engine, database} = this.#context;
		const keeper = this.#generation === since && this.#connection?.keeper;
		if (keeper && (await keeperAnswers(keeper, database))) return undefined;
		if (this.#engineLost !== undefined) return absenceOf(name, 'away', this.#engineLost);
		return findAbsence(name, engine(), this.#container.id, this.#end);
	}

	/** Looks into the container, from the beginning. Resolved when that has been tried. */
	async begin(): Promise<void> {
		if (this.#closed) return;
		this.#drop();
		this.#engineLost = undefined;
		const generation = this.#generation;
		try {
			await this.#connect(generation);
			this.#failures = 0;
		} catch (error) {
			if (generation !== this.#generation) return;
			this.#failures += 1;
			this.#set(this.status === 'starting' ? 'starting' : 'away', (error as Error).message);
			void this.#retry(generation);
		}
	}

	/** The node's container is another one now. */
	replaced(container: LitefsContainer): void {
		this.#container = container;
		void this.begin();
	}

	/** The engine tells of something that happened to the container. */
	happened(event: EngineEvent): void {
		const end = this.#end.happened(event);
		if (end) this.#down(end.status, end.reason);
		else if (isAskedToEnd(event)) void this.letEnd();
		else if (event.action === 'pause') this.#down('paused');
		else if (event.action === 'destroy') this.#down('away', 'Its container was removed.');
		else if (event.action === 'start' || event.action === 'unpause') {
			this.#set('starting', undefined);
			void this.begin();
		}
	}

	/**
	 * Lets go of a container that is to end: while a shell of ours has the database open, LiteFS cannot unmount, and ends
	 * with an error. Resolved when nothing of ours is in it any more.
	 */
	async letEnd(): Promise<void> {
		const keeper = this.#connection?.keeper;
		this.#drop();
		void this.#retry(this.#generation, limits.endingMs);
		await keeper?.ended;
	}

	/** The engine cannot be reached. */
	unreachable(reason: string): void {
		this.#engineLost = reason;
		this.#down('away', reason);
	}

	/** The container was taken off its networks, or put back. */
	async networksChanged(): Promise<void> {
		this.#connection?.findWay();
		const inspecting = this.#context.engine().inspect(this.#container.id);
		await inspecting.then(inspected => this.#takeNetworks(inspected)).catch(() => {});
	}

	/** Another node is the primary now. */
	demote(): void {
		this.#report.take({role: 'replica'});
	}

	/** A statement of ours begins in the shell of a process. Gives what to call when it has ended. */
	runs(pid: number): () => void {
		return this.#lookout.runs(pid);
	}

	/** Looks at once. */
	nudge(): void {
		this.#connection?.nudge();
	}

	/** Lets go of it for good. */
	close(): void {
		this.#closed = true;
		this.#drop();
	}

	async #connect(generation: number): Promise<void> {
		const inspected = await this.#context.engine().inspect(this.#container.id);
		if (generation !== this.#generation) return;
		this.#takeNetworks(inspected);
		const {State: state} = inspected;
		if (state.Paused) return this.#set('paused', undefined);
		if (!state.Running) return this.#set(this.#end.cause(state).status, this.#end.cause(state).reason);
		this.#end.runs(state);
		const context = this.#connectionContext();
		const startedMs = clockMs();
		const connection = await Connection.open(context, inspected);
		if (generation !== this.#generation) return connection.close();
		this.#connection = connection;
		this.#leftOvers.sweep(connection.keeper, state.StartedAt);
		const {identity, reading, keeper, access, reader} = connection;
		this.#report.take({
			containerName: this.#container.container,
			database: this.#pathIn(keeper),
			polledMs: access ? undefined : limits.pollMs,
			isCopied: reader.copies !== undefined,
			...(identity?.clusterId !== undefined && {clusterId: identity.clusterId}),
			...(identity && {role: identity.isPrimary ? 'primary' : 'replica'}),
		});
		this.#lookout.begin(connection, startedMs);
		// The first look is worth its cost also where nothing has moved. Where there is no database, LiteFS would make a
		// folder for it as soon as somebody opened it.
		if (reading.position) reader.inspector.refresh();
		connection.watch(context, this.#container.id);
		// What is there now was there before; only what comes later has just come.
		if (reading.position) await reader.inspector.looked;
	}

	#connectionContext(): ConnectionContext {
		const {engine, database} = this.#context;
		return {
			engine,
			database,
			reader: keeper => this.#reader(keeper),
			line: text => this.#lookout.heard(text),
			intervalMs: () => this.#lookout.intervalMs(),
			look: () => this.#lookout.look(),
			told: isTold => this.#report.take({polledMs: isTold ? undefined : limits.pollMs}),
			lost: () => {
				this.#drop();
				void this.#retry(this.#generation);
			},
		};
	}

	#reader(keeper: Keeper): DatabaseReader {
		const {name, engine, database, tables} = this.#context;
		return createDatabaseReader({
			node: name,
			engine,
			keeper,
			container: this.#container.id,
			database,
			path: this.#pathIn(keeper),
			way: async () => this.#connection?.way(),
			networksChanged: () => this.#connection?.networksChanged,
			recent: () => this.#lookout.recent,
			tables,
			facts: facts => this.#report.take({facts}),
		});
	}

	async #retry(generation: number, afterMs = backoffMs(this.#failures)): Promise<void> {
		await delay(afterMs, undefined, {ref: false});
		if (generation === this.#generation) await this.begin();
	}

	#down(status: NodeStatus, reason?: string): void {
		this.#drop();
		this.#set(status, reason);
	}

	/** Lets go of everything that has to do with the container as it was. */
	#drop(): void {
		this.#generation += 1;
		const connection = this.#connection;
		this.#connection = undefined;
		if (!connection) return;
		connection.close();
		this.#context.lost();
		this.#lookout.end();
		this.#report.take({silentMs: undefined, polledMs: undefined});
	}

	#takeNetworks({NetworkSettings, HostConfig}: InspectedContainer): void {
		const now = NetworkSettings.Networks ?? {};
		const cut = Object.keys(now).length === 0 && HostConfig.NetworkMode !== 'none';
		if (!cut) this.#networks = now;
		this.#report.take({cut});
	}

	#set(status: NodeStatus, reason: string | undefined): void {
		this.#report.take({status, reason});
	}

	#pathIn({surroundings}: Keeper): string {
		return `${surroundings.mount ?? '/litefs'}/${this.#context.database}`;
	}
}
