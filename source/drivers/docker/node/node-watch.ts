import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../../cluster/limits.ts';
import type {Hold, NodeInfo, NodeStatus, Role, Table} from '../../../cluster/node.ts';
import type {Position} from '../../../litefs/position.ts';
import {clockMs} from '../../clock.ts';
import type {LitefsContainer} from '../discovery/recognise.ts';
import type {Engine, EngineEvent, InspectedContainer} from '../engine/engine.ts';
import type {Move} from '../flow.ts';
import {openShell} from '../session/shell-session.ts';
import {type Access, findAccess} from './access.ts';
import {absenceOf, causeOf} from './container-status.ts';
import {readEvent} from './events.ts';
import {createInspector, type DatabaseFacts, type Inspector} from './inspector.ts';
import {type Keeper, openKeeper, type Reading} from './keeper.ts';
import {heldForReading} from './locks.ts';

/** What a node needs from the cluster that it belongs to. */
export interface NodeContext {
	readonly name: string;
	readonly engine: () => Engine;
	readonly database: string;
	readonly changed: (info: NodeInfo) => void;
	readonly tables: (tables: readonly Table[]) => void;
	readonly moved: (role: Role, move: Move) => void;
	/** The primary has transactions that this node has not. */
	readonly isBehind: () => boolean;
	/** Sessions of ours that have a transaction open here, for people; '' where there is none. */
	readonly holders: () => string;
	/** Nothing that was started in the container can be reached any more. */
	readonly lost: () => void;
}

/** What a session needs to be opened. */
export interface Usable {
	readonly engine: Engine;
	readonly keeper: Keeper;
	readonly container: string;
	/** The database file in the container. */
	readonly database: string;
	/** Programs that can be started there. */
	readonly programs: ReadonlySet<string>;
}

/** What is watched while a container can be looked into. It is made anew when that begins again. */
interface Connection {
	readonly keeper: Keeper;
	access: Access | undefined;
	readonly inspector: Inspector | undefined;
	events: {close(): void} | undefined;
	/** When the node last told of something by itself. */
	toldMs: number;
}

/** A node: what is known of it, and what goes on in its container. It connects again whenever that is possible. */
export class NodeWatch {
	readonly #context: NodeContext;
	#container: LitefsContainer;
	#connection: Connection | undefined;
	/** Goes up when everything begins anew, so that what belongs to the time before is known. */
	#generation = 0;
	#failures = 0;
	#signal: string | undefined;
	#wake: AbortController = new AbortController();
	#readMs = Number.NEGATIVE_INFINITY;
	#position: Position | undefined;
	#behindSinceMs: number | undefined;
	#told = '';
	#networks: InspectedContainer['NetworkSettings']['Networks'] = {};

	#role: Role = 'replica';
	#status: NodeStatus = 'starting';
	#reason: string | undefined;
	#facts: DatabaseFacts = {journalMode: '', pageSize: 0, pages: 0};
	#hold: Hold | undefined;
	#silentMs: number | undefined;
	#cut = false;

	constructor(context: NodeContext, container: LitefsContainer) {
		this.#context = context;
		this.#container = container;
	}

	get container(): LitefsContainer {
		return this.#container;
	}

	get networks(): InspectedContainer['NetworkSettings']['Networks'] {
		return this.#networks;
	}

	get role(): Role {
		return this.#role;
	}

	get status(): NodeStatus {
		return this.#status;
	}

	get journalMode(): string {
		return this.#facts.journalMode;
	}

	/** Whether positions come by themselves, as they change. */
	get isTold(): boolean {
		return this.#connection?.events !== undefined;
	}

	/** How often this node began anew: what began before is lost. */
	get generation(): number {
		return this.#generation;
	}

	/** What a session needs, or a sentence why there can be none. */
	usable(): Usable | string {
		const {name} = this.#context;
		const connection = this.#connection;
		if (!connection || this.#status === 'paused') return absenceOf(name, this.#status, this.#reason);
		const {mount, shellVersion} = connection.keeper.surroundings;
		if (shellVersion === undefined) {
			return `The container of ${name} has no sqlite3 shell, so no SQL can be run there.`;
		}
		const {database} = this.#context;
		if (!this.#position && this.#role === 'replica') return `${name} has no database ${database} yet.`;
		const path = `${mount ?? '/litefs'}/${database}`;
		return {
			engine: this.#context.engine(),
			keeper: connection.keeper,
			container: this.#container.id,
			database: path,
			programs: connection.keeper.surroundings.programs,
		};
	}

	/**
	 * Why the node went away since a generation of it; undefined where it did not. The engine may still say for a moment
	 * that a container runs, when its processes have ended: what answers there is the keeper.
	 */
	async absence(since: number): Promise<string | undefined> {
		const {name, engine} = this.#context;
		if (this.#generation === since && (await this.#answers())) return undefined;
		const inspected = await engine()
			.inspect(this.#container.id)
			.catch(() => undefined);
		const state = inspected?.State;
		if (!state) return `The container of ${name} cannot be reached any more.`;
		if (state.Paused) return absenceOf(name, 'paused', undefined);
		if (!state.Running) return absenceOf(name, causeOf(state).status, causeOf(state).reason);
		return `The container of ${name} went away while the statement ran.`;
	}

	async #answers(): Promise<boolean> {
		const keeper = this.#connection?.keeper;
		if (!keeper) return false;
		const answer = keeper.read(this.#context.database).then(
			() => true,
			() => false,
		);
		return Promise.race([answer, delay(limits.containerMs, false, {ref: false})]);
	}

	/** Looks into the container, from the beginning. Resolved when that has been tried. */
	async begin(): Promise<void> {
		this.#drop();
		const generation = this.#generation;
		try {
			await this.#connect(generation);
			this.#failures = 0;
		} catch (error) {
			if (generation !== this.#generation) return;
			this.#failures += 1;
			if (this.#status !== 'starting') this.#set('away', (error as Error).message);
			else this.#set('starting', (error as Error).message);
			void this.#retry(generation);
		}
	}

	/** The node's container is another one now. */
	replaced(container: LitefsContainer): void {
		this.#container = container;
		void this.begin();
	}

	/** The engine tells of something that happened to the container. */
	happened({action, attributes}: EngineEvent): void {
		const [word = ''] = action.split(':');
		if (word === 'kill') this.#signal = attributes['signal'];
		else if (word === 'die') this.#died(attributes['exitCode']);
		else if (word === 'stop') this.#down('stopped');
		else if (word === 'pause') this.#down('paused');
		else if (word === 'start' || word === 'unpause') {
			this.#signal = undefined;
			this.#set('starting', undefined);
			void this.begin();
		} else if (word === 'destroy') this.#down('away', 'Its container was removed.');
	}

	/** The engine cannot be reached. */
	unreachable(reason: string): void {
		this.#down('away', reason);
	}

	/** The container was taken off its networks, or put back. */
	async networksChanged(): Promise<void> {
		const inspected = await this.#context
			.engine()
			.inspect(this.#container.id)
			.catch(() => undefined);
		if (!inspected) return;
		this.#takeNetworks(inspected);
		this.#tell();
	}

	/** Another node is the primary now. */
	demote(): void {
		this.#role = 'replica';
		this.#tell();
	}

	/** Looks at once. */
	nudge(): void {
		this.#wake.abort();
	}

	close(): void {
		this.#drop();
	}

	async #connect(generation: number): Promise<void> {
		const {engine, database} = this.#context;
		const inspected = await engine().inspect(this.#container.id);
		if (generation !== this.#generation) return;
		this.#takeNetworks(inspected);
		if (inspected.State.Paused) return this.#set('paused', undefined);
		if (!inspected.State.Running) {
			const {status, reason} = causeOf(inspected.State);
			return this.#set(status, reason);
		}
		const keeper = await openKeeper(engine(), this.#container.id);
		if (generation !== this.#generation) return keeper.close();
		const access = await findAccess(engine(), inspected, keeper);
		const [identity, reading] = await Promise.all([access?.info(), keeper.read(database)]);
		if (generation !== this.#generation) return keeper.close();
		const connection: Connection = {
			keeper,
			access,
			inspector: keeper.surroundings.shellVersion === undefined ? undefined : this.#inspector(keeper),
			events: undefined,
			toldMs: Number.NEGATIVE_INFINITY,
		};
		this.#connection = connection;
		void keeper.ended.then(() => this.#keeperEnded(generation));
		if (identity) this.#role = identity.isPrimary ? 'primary' : 'replica';
		this.#take(reading, connection, false);
		void this.#follow(generation, connection);
		void this.#look(generation, connection);
		// What is there now was there before; only what comes later has just come.
		if (reading.position) await connection.inspector?.looked;
	}

	#inspector(keeper: Keeper): Inspector {
		const {engine, database, tables} = this.#context;
		const open = () => {
			const path = `${keeper.surroundings.mount ?? '/litefs'}/${database}`;
			return openShell({engine: engine(), keeper, container: this.#container.id, database: path});
		};
		return createInspector(open, {
			tables,
			facts: facts => {
				this.#facts = facts;
				this.#tell();
			},
		});
	}

	/** Listens to what the node tells by itself, by whatever way there is, as long as the connection lasts. */
	async #follow(generation: number, connection: Connection): Promise<void> {
		for (let failures = 0; generation === this.#generation; failures++) {
			const ended = Promise.withResolvers<void>();
			try {
				const line = (text: string) => this.#hear(generation, connection, text);
				const events = await connection.access?.events(line, ended.resolve);
				if (generation !== this.#generation) return events?.close();
				connection.events = events;
				this.#tell();
				if (events) failures = 0;
				if (events) await ended.promise;
			} catch {
				// It is tried again below.
			}
			connection.events = undefined;
			if (generation !== this.#generation) return;
			this.#tell();
			await delay(backoffMs(failures));
			await this.#findAccess(generation, connection);
		}
	}

	/** The way to a node changes with its networks. */
	async #findAccess(generation: number, connection: Connection): Promise<void> {
		const engine = this.#context.engine();
		try {
			const inspected = await engine.inspect(this.#container.id);
			if (generation !== this.#generation) return;
			connection.access = await findAccess(engine, inspected, connection.keeper);
		} catch {
			connection.access = undefined;
		}
	}

	#hear(generation: number, connection: Connection, line: string): void {
		const event = generation === this.#generation ? readEvent(line) : undefined;
		if (!event) return;
		if (event.type === 'role') {
			this.#role = event.isPrimary ? 'primary' : 'replica';
			this.#tell();
		} else if (event.database === this.#context.database) {
			connection.toldMs = clockMs();
			const {position, committedAt} = event;
			this.#move({position, committedAt, seenAtMs: connection.toldMs, gapless: true, oneByOne: true});
		}
	}

	/** Looks at the node's files: often where nothing tells of their changes, else for signs of life. */
	async #look(generation: number, connection: Connection): Promise<void> {
		while (generation === this.#generation) {
			this.#wake = new AbortController();
			await delay(this.#intervalMs(), undefined, {signal: this.#wake.signal}).catch(() => undefined);
			if (generation !== this.#generation) return;
			try {
				const startedMs = clockMs();
				const reading = await connection.keeper.read(this.#context.database);
				// What the node has told meanwhile is newer.
				if (connection.toldMs < startedMs) this.#take(reading, connection, true);
				await this.#lookForHold(connection);
			} catch {
				return;
			}
		}
	}

	#intervalMs(): number {
		if (this.#context.isBehind()) return this.isTold ? limits.pollMs : limits.pollBehindMs;
		return this.isTold ? limits.lifeMs : limits.pollMs;
	}

	#take(reading: Reading, connection: Connection, watched: boolean): void {
		if (!connection.access) this.#role = roleOf(reading, this.#role);
		const {lagMs} = reading;
		const isSilent = this.#role === 'replica' && lagMs !== undefined && lagMs > limits.silentMs;
		this.#silentMs = isSilent ? Math.floor(lagMs / 1000) * 1000 : undefined;
		if (reading.mount === undefined) this.#set('starting', 'LiteFS has not mounted its file system yet.');
		else if (!reading.position && this.#role === 'replica' && lagMs === undefined)
			this.#set('starting', 'It waits for the primary.');
		else this.#set('running', undefined);
		const nowMs = clockMs();
		const gapless = watched && nowMs - this.#readMs < 2 * limits.lifeMs;
		this.#readMs = nowMs;
		if (reading.position) {
			this.#move({position: reading.position, seenAtMs: nowMs, gapless, oneByOne: false});
		}
		// The first look is worth its cost also where nothing has moved. Where there is no database, LiteFS would make a
		// folder for it as soon as somebody opened it.
		if (!watched && reading.position) connection.inspector?.refresh();
	}

	#move(move: Move): void {
		const {position} = move;
		if (this.#position?.txid === position.txid && this.#position.checksum === position.checksum) return;
		this.#position = position;
		this.#context.moved(this.#role, move);
		this.#connection?.inspector?.refresh();
		if (!this.#context.isBehind()) this.#release();
	}

	/** Where the node stays behind and a lock for reading is held, that is why. */
	async #lookForHold({access}: Connection): Promise<void> {
		if (this.#role !== 'replica' || !this.#context.isBehind()) return this.#release();
		this.#behindSinceMs ??= clockMs();
		const by = this.#context.holders();
		if (clockMs() - this.#behindSinceMs < limits.holdMs) return;
		const isHeld = by !== '' || (access && heldForReading(await access.debugVars(), this.#context.database));
		if (!isHeld) this.#hold = undefined;
		else if (this.#hold?.by !== by) this.#hold = {sinceMs: this.#behindSinceMs, by};
		this.#tell();
	}

	#release(): void {
		this.#behindSinceMs = undefined;
		if (!this.#hold) return;
		this.#hold = undefined;
		this.#tell();
	}

	#keeperEnded(generation: number): void {
		if (generation !== this.#generation) return;
		this.#drop();
		void this.#retry(this.#generation);
	}

	async #retry(generation: number): Promise<void> {
		await delay(backoffMs(this.#failures));
		if (generation === this.#generation) await this.begin();
	}

	#died(exitCode: string | undefined): void {
		if (this.#signal === '9') this.#down('killed');
		else if (this.#signal !== undefined) this.#down('stopped');
		else this.#down('killed', `Its container ended by itself, with status ${exitCode}.`);
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
		this.#wake.abort();
		this.#hold = undefined;
		this.#silentMs = undefined;
		this.#behindSinceMs = undefined;
		connection?.events?.close();
		connection?.inspector?.close();
		if (connection) this.#context.lost();
		connection?.keeper.close();
	}

	#takeNetworks({NetworkSettings, HostConfig}: InspectedContainer): void {
		const now = NetworkSettings.Networks ?? {};
		this.#cut = Object.keys(now).length === 0 && HostConfig.NetworkMode !== 'none';
		if (!this.#cut) this.#networks = now;
	}

	#set(status: NodeStatus, reason: string | undefined): void {
		this.#status = status;
		this.#reason = reason;
		this.#tell();
	}

	/** Tells what is known, where it is something new. */
	#tell(): void {
		const info = this.#info();
		const text = JSON.stringify(info);
		if (text === this.#told) return;
		this.#told = text;
		this.#context.changed(info);
	}

	#info(): NodeInfo {
		const {name, database} = this.#context;
		const connection = this.#connection;
		const mount = connection?.keeper.surroundings.mount ?? '/litefs';
		return {
			name,
			role: this.#role,
			status: this.#status,
			...this.#facts,
			container: {name: this.#container.container, database: `${mount}/${database}`},
			...(this.#reason !== undefined && {reason: this.#reason}),
			...(this.#role === 'replica' && {link: {latencyMs: 0, cut: this.#cut}}),
			...(this.#hold && {hold: this.#hold}),
			...(this.#silentMs !== undefined && {silentMs: this.#silentMs}),
			...(connection && !connection.events && {polledMs: limits.pollMs}),
		};
	}
}

function backoffMs(failures: number): number {
	return Math.min(limits.reconnectMs, 100 * 2 ** failures);
}

/** Without LiteFS's own word: a replica knows its primary; who knows none and lags behind nobody is the primary. */
function roleOf({hasPrimary, lagMs}: Reading, before: Role): Role {
	if (hasPrimary) return 'replica';
	return lagMs === 0 ? 'primary' : before;
}
