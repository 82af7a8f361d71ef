import {limits} from '../../../cluster/limits.ts';
import type {Position} from '../../../litefs/position.ts';
import {clockMs} from '../../clock.ts';
import type {Move} from '../flow.ts';
import type {Connection} from './connection.ts';
import {HoldWatch} from './hold-watch.ts';
import {LockWatch} from './lock-watch.ts';
import type {NodeContext} from './node-context.ts';
import type {NodeReport} from './node-report.ts';
import {Sightings} from './sightings.ts';

/** Looks at a node again and again and listens to it, and tells what is new: where it is, and what is held there. */
export class Lookout {
	readonly #context: NodeContext;
	readonly #report: NodeReport;
	readonly #connection: () => Connection | undefined;
	readonly #holds: HoldWatch;
	readonly #locks: LockWatch;
	readonly #sightings: Sightings;

	constructor(context: NodeContext, report: NodeReport, connection: () => Connection | undefined) {
		const {database, holders} = context;
		this.#context = context;
		this.#report = report;
		this.#connection = connection;
		this.#holds = new HoldWatch({database, holders, held: hold => report.take({hold})});
		this.#locks = new LockWatch({database, told: lock => report.take({lock})});
		this.#sightings = new Sightings({database, report, moved: move => this.#moved(move)});
	}

	get position(): Position | undefined {
		return this.#sightings.position;
	}

	/** Where the node was in the last moments, the newest last. */
	get recent(): readonly Position[] {
		return this.#sightings.recent;
	}

	/** A line of GET /events. */
	heard(line: string): void {
		this.#sightings.heard(line);
	}

	/** What a new connection has read, since then. */
	begin({reading, access}: Connection, startedMs: number): void {
		this.#sightings.read(reading, {startedMs, isRoleTold: access !== undefined, watched: false});
	}

	/** A statement of ours begins in the shell of a process. Gives what to call when it has ended. */
	runs(pid: number): () => void {
		const ended = this.#locks.runs(pid);
		const timer = setTimeout(() => this.#connection()?.nudge(), limits.holdMs);
		return () => {
			clearTimeout(timer);
			ended();
		};
	}

	/** How often to look, in milliseconds: often where nothing tells of changes, else for signs of life. */
	intervalMs(): number {
		const isTold = this.#connection()?.isTold ?? false;
		if (this.#context.isBehind()) return isTold ? limits.pollMs : limits.pollBehindMs;
		if (this.#locks.isWanted && isTold) return limits.waitLookMs;
		return isTold ? limits.lifeMs : limits.pollMs;
	}

	/** Looks at the node's files and locks. Rejects where the container cannot be reached. */
	async look(): Promise<void> {
		const connection = this.#connection();
		if (!connection) return;
		const startedMs = clockMs();
		const reading = await connection.keeper.read(this.#context.database);
		if (connection.isClosed) return;
		const {access} = connection;
		this.#sightings.read(reading, {startedMs, isRoleTold: access !== undefined, watched: true});
		const isReplica = this.#report.known.role === 'replica';
		if (isReplica && this.#context.isBehind()) await this.#holds.behind(access);
		else this.#holds.release();
		await this.#locks.look(connection);
		if (this.#report.known.clusterId === undefined && connection.isTold) {
			this.#report.take({clusterId: (await access?.info())?.clusterId});
		}
	}

	/** Nothing of the container can be seen any more. */
	end(): void {
		this.#holds.release();
		this.#locks.forget();
	}

	#moved(move: Move): void {
		this.#context.moved(this.#report.known.role, move);
		this.#locks.forget();
		this.#connection()?.reader.inspector.refresh();
		if (!this.#context.isBehind()) this.#holds.release();
	}
}
