import {limits} from '../../../cluster/limits.ts';
import type {Role} from '../../../cluster/node.ts';
import type {Position} from '../../../litefs/position.ts';
import {clockMs} from '../../clock.ts';
import type {Move} from '../flow.ts';
import {readEvent} from './events.ts';
import type {Reading} from './keeper.ts';
import type {NodeReport} from './node-report.ts';

/** Whom the sightings of a node are told to. */
export interface SightingsContext {
	readonly database: string;
	readonly report: NodeReport;
	/** The node is somewhere else than before. */
	readonly moved: (move: Move) => void;
}

/** How a reading of the node's files was made. */
export interface ReadingWay {
	readonly startedMs: number;
	/** The node's role comes from LiteFS's HTTP API. */
	readonly isRoleTold: boolean;
	/** It is not the first of a connection. */
	readonly watched: boolean;
}

/** What is seen of a node, put together from what it tells and what its files say. */
export class Sightings {
	readonly #context: SightingsContext;
	#position: Position | undefined;
	#recent: readonly Position[] = [];
	/** When the node's files were last looked at, and when it last told of something by itself. */
	#readMs = Number.NEGATIVE_INFINITY;
	#toldMs = Number.NEGATIVE_INFINITY;

	constructor(context: SightingsContext) {
		this.#context = context;
	}

	get position(): Position | undefined {
		return this.#position;
	}

	/** Where it was in the last moments, the newest last. */
	get recent(): readonly Position[] {
		return this.#recent;
	}

	/** A line of GET /events. */
	heard(line: string): void {
		const {database, report} = this.#context;
		const event = readEvent(line);
		if (event?.type === 'role') report.take({role: event.isPrimary ? 'primary' : 'replica'});
		else if (event?.database === database) {
			this.#toldMs = clockMs();
			const {position, committedAt} = event;
			this.#move({position, committedAt, seenAtMs: this.#toldMs, gapless: true, oneByOne: true});
		}
	}

	/** What the node's files say. */
	read(reading: Reading, {startedMs, isRoleTold, watched}: ReadingWay): void {
		// What the node has told meanwhile is newer.
		if (this.#toldMs >= startedMs) return;
		this.#context.report.take(standing(reading, this.#context.report.known.role, isRoleTold));
		const nowMs = clockMs();
		const gapless = watched && nowMs - this.#readMs < 2 * limits.lifeMs;
		this.#readMs = nowMs;
		const {position} = reading;
		if (position) this.#move({position, seenAtMs: nowMs, gapless, oneByOne: false});
	}

	#move(move: Move): void {
		const {txid, checksum} = move.position;
		if (this.#position?.txid === txid && this.#position.checksum === checksum) return;
		this.#position = move.position;
		this.#recent = [...this.#recent, move.position].slice(-limits.eventTransactions);
		this.#context.moved(move);
	}
}

function standing(reading: Reading, before: Role, isRoleTold: boolean) {
	const {lagMs, position, mount} = reading;
	const role = isRoleTold ? before : roleOf(reading, before);
	const isSilent = role === 'replica' && lagMs !== undefined && lagMs > limits.silentMs;
	const silentMs = isSilent ? Math.floor(lagMs / 1000) * 1000 : undefined;
	if (mount === undefined) {
		const reason = 'LiteFS has not mounted its file system yet.';
		return {role, silentMs, status: 'starting', reason} as const;
	}
	if (!position && role === 'replica' && lagMs === undefined) {
		return {role, silentMs, status: 'starting', reason: 'It waits for the primary.'} as const;
	}
	return {role, silentMs, status: 'running', reason: undefined} as const;
}

/** Without LiteFS's own word: a replica knows its primary; who knows none and lags behind nobody is the primary. */
function roleOf({hasPrimary, lagMs}: Reading, before: Role): Role {
	if (hasPrimary) return 'replica';
	return lagMs === 0 ? 'primary' : before;
}
