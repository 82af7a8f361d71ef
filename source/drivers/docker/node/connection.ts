import type {Engine, InspectedContainer} from '../engine/engine.ts';
import {type Access, findAccess, type NodeIdentity} from './access.ts';
import type {DatabaseReader} from './database-reader.ts';
import {type Following, followEvents} from './follow-events.ts';
import {type Keeper, openKeeper, type Reading} from './keeper.ts';
import {type Pulse, startPulse} from './pulse.ts';

/** What a connection needs, and whom it tells. */
export interface ConnectionContext {
	readonly engine: () => Engine;
	readonly database: string;
	readonly reader: (keeper: Keeper) => DatabaseReader;
	/** A line of GET /events. */
	readonly line: (line: string) => void;
	/** How often the node's files are looked at, in milliseconds. */
	readonly intervalMs: () => number;
	readonly look: () => Promise<void>;
	/** Whether the node tells of changes by itself has changed. */
	readonly told: (isTold: boolean) => void;
	/** The container cannot be looked into any more. */
	readonly lost: () => void;
}

/** What is open into a node's container while it can be looked into. It is made anew when that begins again. */
export class Connection {
	readonly keeper: Keeper;
	readonly reader: DatabaseReader;
	/** What the node said of itself in the beginning, where it could be asked. */
	readonly identity: NodeIdentity | undefined;
	/** What its files said in the beginning. */
	readonly reading: Reading;
	#access: Access | undefined;
	#isTold = false;
	#following: Following | undefined;
	#networks = new AbortController();
	#pulse: Pulse | undefined;
	#closed = false;

	private constructor(
		keeper: Keeper,
		reader: DatabaseReader,
		access: Access | undefined,
		begun: {readonly identity: NodeIdentity | undefined; readonly reading: Reading},
	) {
		this.keeper = keeper;
		this.reader = reader;
		this.#access = access;
		this.identity = begun.identity;
		this.reading = begun.reading;
	}

	/** Connects to a container that runs. Rejects with a DockerError. */
	static async open(context: ConnectionContext, inspected: InspectedContainer): Promise<Connection> {
		const engine = context.engine();
		const keeper = await openKeeper(engine, inspected.Id);
		try {
			const access = await findAccess(engine, inspected, keeper);
			const [identity, reading] = await Promise.all([access?.info(), keeper.read(context.database)]);
			return new Connection(keeper, context.reader(keeper), access, {identity, reading});
		} catch (error) {
			keeper.close();
			throw error;
		}
	}

	/** The way to the node's HTTP API that was found last; undefined where there was none. */
	get access(): Access | undefined {
		return this.#access;
	}

	/** The way that there is now, as soon as it is known. */
	async way(): Promise<Access | undefined> {
		return this.#following ? this.#following.way() : this.#access;
	}

	/** The container's networks have changed, and with them the ways to it. */
	findWay(): void {
		this.#following?.findAgain();
		this.#networks.abort();
		this.#networks = new AbortController();
	}

	/** Aborted when the container's networks change. */
	get networksChanged(): AbortSignal {
		return this.#networks.signal;
	}

	/** Whether the node tells of changes by itself. */
	get isTold(): boolean {
		return this.#isTold;
	}

	/** Begins to listen and to look. */
	watch(context: ConnectionContext, container: string): void {
		void this.keeper.ended.then(() => void (this.#closed || context.lost()));
		this.#following = followEvents({
			access: this.#access,
			async findAccess() {
				const engine = context.engine();
				return findAccess(engine, await engine.inspect(container), keeper);
			},
			line: context.line,
			changed: (isTold, access) => {
				this.#isTold = isTold;
				this.#access = access;
				context.told(isTold);
				// What happened before it was heard is seen by looking.
				if (isTold) this.nudge();
			},
		});
		const {keeper} = this;
		this.#pulse = startPulse(context.intervalMs, context.look);
	}

	/** Looks at once. */
	nudge(): void {
		this.#pulse?.nudge();
	}

	get isClosed(): boolean {
		return this.#closed;
	}

	close(): void {
		this.#closed = true;
		this.#pulse?.close();
		this.#following?.close();
		this.reader.close();
		this.keeper.close();
	}
}
