import type {ClusterEvent} from '../cluster/event.ts';
import {limits} from '../cluster/limits.ts';
import type {Position} from '../cluster/node.ts';
import type {Arrival, Change, Transaction} from '../cluster/transaction.ts';
import {clockMs} from './clock.ts';

/** At most one flush in so long a time: a frame at 60 Hz. */
const flushMs = 16;

/** What is known of a transaction's statement, told by the session that ran it. */
export interface Attribution {
	readonly statement: string;
	readonly durationMs: number;
	readonly change?: Change;
}

/**
 * Events on their way to the watchers, in order. When nothing went out for a while they go at once; else they are
 * gathered, and what nobody can read one by one is put together: one event holds many transactions, and only the
 * newest position of a node counts.
 */
export class Outbox {
	readonly #publish: (events: readonly ClusterEvent[]) => void;
	#pending: ClusterEvent[] = [];
	#timer: NodeJS.Timeout | undefined;
	#immediate: NodeJS.Immediate | undefined;
	/** Transactions wait until then for the session that made them. */
	#heldUntilMs = 0;
	#flushedAtMs = Number.NEGATIVE_INFINITY;
	/** The newest transactions, for watchers that come later. */
	#recent: Transaction[] = [];

	constructor(publish: (events: readonly ClusterEvent[]) => void) {
		this.#publish = publish;
	}

	/** The newest transactions, as many as one event holds, with the replicas that have them. */
	get recent(): readonly Transaction[] {
		return this.#recent;
	}

	/** An event that is never dropped. */
	push(event: ClusterEvent): void {
		this.#pending.push(event);
		this.#schedule();
	}

	/**
	 * Transactions that were captured; `skippedBefore` older ones of the same moment are not among them. They may wait so
	 * long, in ms, for the session that made them to say so.
	 */
	transactions(transactions: readonly Transaction[], skippedBefore: number, waitMs: number): void {
		const pending = this.#find('transactions');
		const all = [...(pending?.transactions ?? []), ...transactions];
		const kept = all.slice(-limits.eventTransactions);
		const skipped = (pending?.skipped ?? 0) + skippedBefore + all.length - kept.length;
		this.#put(pending, {type: 'transactions', atMs: clockMs(), transactions: kept, skipped});
		this.#recent = [...this.#recent, ...transactions].slice(-limits.eventTransactions);
		if (!pending) this.#heldUntilMs = clockMs() + waitMs;
		this.#schedule();
	}

	/** A session told what it did, or it was worked out otherwise. */
	attribute(txid: bigint, known: Attribution | {readonly change: Change}): void {
		const attributed = (transaction: Transaction) =>
			transaction.position.txid === txid ? {...transaction, ...known} : transaction;
		this.#recent = this.#recent.map(attributed);
		const pending = this.#find('transactions');
		if (pending?.transactions.some(({position}) => position.txid === txid)) {
			this.#put(pending, {...pending, transactions: pending.transactions.map(attributed)});
			this.#heldUntilMs = 0;
			this.#schedule();
		} else if (known.change) {
			this.push({type: 'change', atMs: clockMs(), txid, change: known.change});
		}
	}

	/** What is known of what a transaction did. */
	changeOf(txid: bigint): Change | undefined {
		return this.#recent.findLast(({position}) => position.txid === txid)?.change;
	}

	position(node: string, position: Position): void {
		const pending = this.#pending.find(event => event.type === 'position' && event.node === node);
		this.#put(pending, {type: 'position', atMs: clockMs(), node, position});
		this.#schedule();
	}

	arrival(arrival: Arrival): void {
		this.#recent = this.#recent.map(transaction => arrivedAt(transaction, arrival));
		const pending = this.#find('arrivals');
		const arrivals = merged([...(pending?.arrivals ?? []), arrival]);
		// To the end, since a transaction must never come after its arrival.
		this.#pending = this.#pending.filter(event => event !== pending);
		this.#pending.push({type: 'arrivals', atMs: clockMs(), arrivals});
		this.#schedule();
	}

	/** Lets everything out now. */
	flush(): void {
		this.#unschedule();
		if (this.#pending.length === 0) return;
		const events = this.#pending;
		this.#pending = [];
		this.#flushedAtMs = clockMs();
		this.#publish(events);
	}

	#find<Type extends ClusterEvent['type']>(type: Type): Extract<ClusterEvent, {type: Type}> | undefined {
		return this.#pending.find(event => event.type === type) as
			| Extract<ClusterEvent, {type: Type}>
			| undefined;
	}

	#put(pending: ClusterEvent | undefined, event: ClusterEvent): void {
		if (pending) this.#pending[this.#pending.indexOf(pending)] = event;
		else this.#pending.push(event);
	}

	/** Events that come within one turn of the loop go out together. */
	#schedule(): void {
		this.#unschedule();
		const dueMs = Math.max(this.#flushedAtMs + flushMs, this.#heldUntilMs) - clockMs();
		if (dueMs > 0) this.#timer = setTimeout(() => this.flush(), dueMs);
		else this.#immediate = setImmediate(() => this.flush());
	}

	#unschedule(): void {
		clearTimeout(this.#timer);
		clearImmediate(this.#immediate);
	}
}

/** The transaction with an arrival, where that brought it. With a snapshot comes everything before it, too. */
function arrivedAt(transaction: Transaction, {node, first, last, snapshot, seenAtMs}: Arrival): Transaction {
	const {txid} = transaction.position;
	const {arrivals = []} = transaction;
	const had = arrivals.some(took => took.node === node);
	if (had || txid > last || (txid < first && !snapshot)) return transaction;
	return {
		...transaction,
		arrivals: [...arrivals, {node, elapsedMs: Math.max(0, seenAtMs - transaction.seenAtMs)}],
	};
}

/** Applies of one node beyond so many are put together into one. */
const arrivalsApart = 16;

function merged(arrivals: readonly Arrival[]): readonly Arrival[] {
	const newest = arrivals.at(-1)!;
	const ofNode = arrivals.filter(({node}) => node === newest.node);
	if (ofNode.length <= arrivalsApart) return arrivals;
	const before = ofNode.at(-2)!;
	const one = {...newest, first: before.first, snapshot: before.snapshot || newest.snapshot};
	return [...arrivals.filter(arrival => arrival !== before && arrival !== newest), one];
}
