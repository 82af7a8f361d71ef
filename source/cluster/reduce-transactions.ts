import type {ClusterEvent} from './event.ts';
import {limits} from './limits.ts';
import {nodeOf, transactionOf} from './selectors.ts';
import type {ClusterSnapshot, Entry, NodeState, StatementEntry, TransactionState} from './snapshot.ts';
import type {Arrival} from './transaction.ts';
import {append, mapNode} from './transcript.ts';

/** New transactions of the primary go to the end of the list, whose limit drops the oldest. */
export function reduceTransactions(
	snapshot: ClusterSnapshot,
	event: Extract<ClusterEvent, {type: 'transactions'}>,
): ClusterSnapshot {
	const newest = snapshot.transactions.at(-1)?.position.txid ?? -1n;
	const came: readonly TransactionState[] = event.transactions
		.filter(({position}) => position.txid > newest)
		.map(transaction => ({...transaction, arrivals: transaction.arrivals ?? []}));
	const all = [...snapshot.transactions, ...came];
	const over = Math.max(0, all.length - limits.transactions);
	return {
		...snapshot,
		transactions: over > 0 ? all.slice(over) : all,
		transactionsDropped: snapshot.transactionsDropped + over + event.skipped,
	};
}

/** What a transaction did has been worked out. */
export function reduceChange(
	snapshot: ClusterSnapshot,
	{txid, change}: Extract<ClusterEvent, {type: 'change'}>,
): ClusterSnapshot {
	const transactions = mapTransactions(snapshot, {first: txid, last: txid}, transaction => ({
		...transaction,
		change,
	}));
	const nodes = snapshot.nodes.map(node => {
		const index = node.transcript.findLastIndex(
			entry => entry.kind === 'arrival' && entry.first === txid && entry.last === txid,
		);
		if (index < 0) return node;
		const entry = {...(node.transcript[index] as Extract<Entry, {kind: 'arrival'}>), text: change.text};
		return {...node, transcript: node.transcript.with(index, entry)};
	});
	return {...snapshot, transactions, nodes};
}

/** Applies of one replica within one event that are told one by one; more are told as one line. */
const arrivalsToldApart = 4;

/** Transactions have been applied on replicas. */
export function reduceArrivals(
	snapshot: ClusterSnapshot,
	{arrivals, atMs}: Extract<ClusterEvent, {type: 'arrivals'}>,
): ClusterSnapshot {
	let next = arrivals.reduce(markArrival, snapshot);
	for (const [name, ofNode] of Map.groupBy(arrivals, arrival => arrival.node)) {
		const told = ofNode.length > arrivalsToldApart ? [merged(ofNode)] : ofNode;
		for (const {first, last, elapsedMs, snapshot: whole} of told) {
			const text = first === last ? changeOf(next, last) : undefined;
			next = append(next, name, {
				kind: 'arrival',
				first,
				last,
				elapsedMs,
				snapshot: whole,
				atMs,
				...(text !== undefined && {text}),
			});
		}
		next = mapNode(next, name, node => withSparkline(node, ofNode));
	}
	return next;
}

function merged(arrivals: readonly Arrival[]): Arrival {
	const last = arrivals.at(-1)!;
	return {...last, first: arrivals[0]!.first, snapshot: arrivals.some(arrival => arrival.snapshot)};
}

function changeOf(snapshot: ClusterSnapshot, txid: bigint): string | undefined {
	return transactionOf(snapshot, txid)?.change?.text;
}

function withSparkline(node: NodeState, arrivals: readonly Arrival[]): NodeState {
	// A snapshot comes when a replica does: how long that took says nothing about the way of a transaction.
	const came = arrivals.filter(({snapshot}) => !snapshot).map(({elapsedMs}) => elapsedMs);
	const all = [...node.arrivals, ...came];
	return {...node, arrivals: all.slice(-limits.arrivals)};
}

/** Notes the arrival on the transactions it covers and on the statements that committed them. */
function markArrival(snapshot: ClusterSnapshot, arrival: Arrival): ClusterSnapshot {
	const {node, last, seenAtMs, elapsedMs} = arrival;
	// With a snapshot comes everything before it, too.
	const first = arrival.snapshot ? 0n : arrival.first;
	const joinedAtMs = nodeOf(snapshot, node)?.joinedAtMs ?? Number.NEGATIVE_INFINITY;
	const transactions = mapTransactions(snapshot, {first, last}, transaction =>
		transaction.seenAtMs < joinedAtMs
			? transaction
			: {
					...transaction,
					// In a merged apply the earlier transactions waited longer than the last.
					arrivals: withTook(transaction.arrivals, node, Math.max(0, seenAtMs - transaction.seenAtMs)),
				},
	);
	const next = {...snapshot, transactions};
	const tookOf = (txid: bigint) =>
		transactionOf(next, txid)?.arrivals.find(took => took.node === node)?.elapsedMs ?? elapsedMs;
	const nodes = snapshot.nodes.map(one => {
		if (one.role !== 'primary') return one;
		const transcript = mapCommitted(one.transcript, {first, last}, (entry, txid) =>
			(transactionOf(next, txid)?.seenAtMs ?? entry.startedAtMs) < joinedAtMs
				? entry
				: {...entry, arrivals: withTook(entry.arrivals, node, tookOf(txid))},
		);
		return transcript === one.transcript ? one : {...one, transcript};
	});
	return {...next, nodes};
}

/** The first and the last of TXIDs that follow each other. */
interface Range {
	readonly first: bigint;
	readonly last: bigint;
}

/** The list with those of a range changed. It ascends, and the range is near its end. */
function mapTransactions(
	{transactions}: ClusterSnapshot,
	{first, last}: Range,
	change: (transaction: TransactionState) => TransactionState,
): readonly TransactionState[] {
	const end = transactions.findLastIndex(({position}) => position.txid <= last) + 1;
	const start = transactions.findLastIndex(({position}, at) => at < end && position.txid < first) + 1;
	return start >= end
		? transactions
		: transactions.toSpliced(start, end - start, ...transactions.slice(start, end).map(change));
}

/** A transcript with those statements changed whose last transaction is in a range. They ascend, too. */
function mapCommitted(
	transcript: readonly Entry[],
	{first, last}: Range,
	change: (entry: StatementEntry, txid: bigint) => StatementEntry,
): readonly Entry[] {
	let changed: Entry[] | undefined;
	for (let at = transcript.length - 1; at >= 0; at--) {
		const entry = transcript[at]!;
		const txid = entry.kind === 'statement' ? entry.outcome?.committed?.last : undefined;
		if (entry.kind !== 'statement' || txid === undefined || txid > last) continue;
		if (txid < first) break;
		changed ??= [...transcript];
		changed[at] = change(entry, txid);
	}
	return changed ?? transcript;
}

function withTook(arrivals: TransactionState['arrivals'], node: string, elapsedMs: number) {
	// A replica that comes back with a snapshot has had the older transactions already.
	return arrivals.some(took => took.node === node) ? arrivals : [...arrivals, {node, elapsedMs}];
}
