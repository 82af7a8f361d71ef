import {limits} from '../../cluster/limits.ts';
import type {Position, Role} from '../../cluster/node.ts';
import type {Arrival, Change, Transaction} from '../../cluster/transaction.ts';
import type {Attribution, Outbox} from '../outbox.ts';

/** That a node is somewhere else than before, as it was seen. */
export interface Move {
	readonly position: Position;
	/** On the cluster's clock. */
	readonly seenAtMs: number;
	/** When it was committed: milliseconds since the epoch, by the primary's clock, where the node told. */
	readonly committedAt?: number;
	/** Nothing before it was missed: the node has been watched since its last move. */
	readonly gapless: boolean;
	/** The node tells of each transaction by itself, so that several at once are a snapshot. */
	readonly oneByOne: boolean;
}

/** How long transactions wait for a statement that may have made them, in milliseconds. */
const attributionMs = 100;

/** Makes transactions and arrivals of the positions of nodes. */
export class Flow {
	readonly #outbox: Outbox;
	readonly #positions = new Map<string, Position>();
	/** When transactions were seen on the primary, by TXID. The oldest go first. */
	readonly #seen = new Map<bigint, number>();
	/** Arrivals that were seen before their transaction was on the primary: the way from there is longer. */
	#early: Arrival[] = [];
	/** The highest TXID that is known to be on the primary, and the one that it has told of itself. */
	#newest = 0n;
	#told = 0n;
	/** What is known of transactions that the primary has not told of yet. */
	readonly #claims = new Map<bigint, Attribution>();
	/** Statements that run now and may commit on the primary. */
	#committing = 0;

	constructor(outbox: Outbox) {
		this.#outbox = outbox;
	}

	position(node: string): Position | undefined {
		return this.#positions.get(node);
	}

	/** The highest TXID that is known to be on the primary. */
	get newest(): bigint {
		return this.#newest;
	}

	/** How many TXIDs a position is behind the primary. */
	behind(txid: bigint): bigint {
		return this.#newest > txid ? this.#newest - txid : 0n;
	}

	moved(node: string, role: Role, move: Move): void {
		const before = this.#positions.get(node);
		const {position} = move;
		if (before?.txid === position.txid && before.checksum === position.checksum) return;
		this.#positions.set(node, position);
		this.#outbox.position(node, position);
		if (role === 'primary') {
			this.#newest = position.txid;
			this.#told = position.txid;
			if (before && before.txid < position.txid) this.#committed(before, move);
			this.#settle();
		} else if (!before) this.#arrived(node, 0n, {...move, gapless: true, oneByOne: true});
		else if (before.txid < position.txid) this.#arrived(node, before.txid, move);
	}

	/** A statement begins that may commit on the primary. Gives what to call when it has ended. */
	committing(): () => void {
		this.#committing += 1;
		return () => {
			this.#committing -= 1;
		};
	}

	/** A statement has committed these transactions; what it changed is told where it was one. */
	attribute(
		committed: {first: bigint; last: bigint},
		statement: string,
		durationMs: number,
		change?: Change,
	): void {
		const {first, last} = committed;
		const known = {statement, durationMs, ...(first === last && change && {change})};
		if (this.#seen.has(last)) this.#outbox.attribute(last, known);
		else this.#claims.set(last, known);
		if (last > this.#newest) this.#newest = last;
	}

	#committed(before: Position, {position, seenAtMs, committedAt, gapless}: Move): void {
		if (!gapless) {
			// They were committed while nobody looked: when, and how long they took, is not known.
			this.#outbox.transactions([], Number(position.txid - before.txid), 0);
			return;
		}
		const all: Transaction[] = [];
		const first = position.txid - BigInt(limits.eventTransactions) + 1n;
		const from = first > before.txid ? first : before.txid + 1n;
		for (let txid = from; txid <= position.txid; txid++) {
			const checksum = txid === position.txid ? position.checksum : 0n;
			const claim = this.#claims.get(txid);
			all.push({position: {txid, checksum}, committedAt: committedAt ?? Date.now(), seenAtMs, ...claim});
			this.#seen.set(txid, seenAtMs);
		}
		for (const txid of this.#seen.keys()) {
			if (this.#seen.size <= limits.transactions) break;
			this.#seen.delete(txid);
		}
		for (const txid of this.#claims.keys()) if (txid <= position.txid) this.#claims.delete(txid);
		const skipped = Number(from - before.txid - 1n);
		this.#outbox.transactions(all, skipped, this.#committing > 0 ? attributionMs : 0);
	}

	/** A replica that is seen for the first time has got all that it has with a snapshot. */
	#arrived(node: string, before: bigint, {position, seenAtMs, gapless, oneByOne}: Move): void {
		const [first, last] = [before + 1n, position.txid];
		const snapshot = gapless && oneByOne && last > first;
		const arrival = {node, first, last, elapsedMs: 0, seenAtMs, snapshot};
		const seen = this.#seen.get(last);
		if (seen !== undefined) this.#outbox.arrival({...arrival, elapsedMs: Math.max(0, seenAtMs - seen)});
		else if (last > this.#told) this.#early = [...this.#early, arrival].slice(-limits.eventTransactions);
	}

	#settle(): void {
		const settled = this.#early.filter(({last}) => last <= this.#told);
		this.#early = this.#early.filter(({last}) => last > this.#told);
		for (const arrival of settled) if (this.#seen.has(arrival.last)) this.#outbox.arrival(arrival);
	}
}
