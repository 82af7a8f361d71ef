import type {ClusterEvent} from '../../../cluster/event.ts';

/** How long a statement that has started is kept back, and an outcome that has seen what is not told yet, in ms. */
const startedMs = 100;
const outcomeMs = 100;

/** What is kept back of one replica. */
interface Held {
	/** What its statements told. */
	readonly own: ClusterEvent[];
	/** Its arrivals that came meanwhile. */
	readonly arrivals: ClusterEvent[];
	/** Statements that have started and not ended. */
	running: number;
	/** What was read was at this TXID: whatever arrived up to there goes before it, the rest after it. */
	readAt?: bigint;
	timer?: NodeJS.Timeout;
}

/** Puts what the host and the sessions tell, each for itself, into the order in which it happened. */
export interface EventOrder {
	/** Events of the host. */
	host(events: readonly ClusterEvent[]): void;
	/** An event of a node's statements. */
	statement(node: string, event: ClusterEvent): void;
	/** Lets everything out that is kept back. */
	flush(): void;
}

/**
 * Makes the order of a cluster's events. A replica's transcript tells its arrivals and its statements, and they
 * come by different ways: the host gathers arrivals for a moment, a session's outcome comes at once. So a statement
 * on a replica is kept back until its outcome says at which TXID it read, and goes behind the arrivals up to that
 * one. One that takes longer is let out, so that a person sees that it runs.
 */
export function createEventOrder(emit: (events: readonly ClusterEvent[]) => void): EventOrder {
	const replicas = new Set<string>();
	const told = new Map<string, bigint>();
	const held = new Map<string, Held>();

	const out = (events: readonly ClusterEvent[]) => {
		if (events.length === 0) return;
		for (const event of events) {
			if (event.type === 'node' && event.node.role === 'replica') replicas.add(event.node.name);
			else if (event.type === 'position') told.set(event.node, event.position.txid);
		}
		emit(events);
	};
	const release = (node: string, {own, arrivals, readAt, timer}: Held) => {
		clearTimeout(timer);
		held.delete(node);
		const isBefore = (event: ClusterEvent) => readAt === undefined || lastOf(event) <= readAt;
		out([...arrivals.filter(isBefore), ...own, ...arrivals.filter(event => !isBefore(event))]);
	};
	const hold = (node: string): Held => {
		const made: Held = {own: [], arrivals: [], running: 0};
		held.set(node, made);
		return made;
	};
	/** Lets out what is held of a node after so long at the latest. */
	const bound = (node: string, one: Held, waitMs: number) => {
		clearTimeout(one.timer);
		one.timer = setTimeout(() => release(node, one), waitMs);
	};
	/** Lets out what waits for nothing any more. */
	const settle = () => {
		for (const [node, one] of held) {
			if (one.running === 0 && (one.readAt === undefined || one.readAt <= (told.get(node) ?? 0n)))
				release(node, one);
		}
	};
	return {
		host(events) {
			if (held.size === 0) {
				out(events);
				return;
			}
			out(events.flatMap(event => (event.type === 'arrivals' ? keepArrivals(event, held) : [event])));
			settle();
		},
		statement(node, event) {
			const isOutcome = event.type === 'outcome';
			const readAt = isOutcome ? event.outcome.atTxid : undefined;
			const isLate = readAt !== undefined && readAt > (told.get(node) ?? 0n);
			// Whoever has an outcome also has the position that it tells of, on the primary too.
			const needed = isLate || (replicas.has(node) && event.type === 'started');
			const one = held.get(node) ?? (needed ? hold(node) : undefined);
			if (!one) {
				out([event]);
				return;
			}
			one.own.push(event);
			if (event.type === 'started') {
				one.running++;
				if (one.own.length === 1) bound(node, one, startedMs);
			}
			if (!isOutcome) return;
			one.running = Math.max(0, one.running - 1);
			if (readAt !== undefined) one.readAt = readAt;
			if (isLate) bound(node, one, outcomeMs);
			settle();
		},
		flush() {
			for (const [node, one] of held) release(node, one);
		},
	};
}

/** Puts the arrivals of nodes of which something is held with that; gives what is left of the event. */
function keepArrivals(
	event: Extract<ClusterEvent, {type: 'arrivals'}>,
	held: ReadonlyMap<string, Held>,
): readonly ClusterEvent[] {
	const through = event.arrivals.filter(({node}) => !held.has(node));
	for (const arrival of event.arrivals) {
		held.get(arrival.node)?.arrivals.push({...event, arrivals: [arrival]});
	}
	return through.length > 0 ? [{...event, arrivals: through}] : [];
}

function lastOf(event: ClusterEvent): bigint {
	return event.type === 'arrivals' ? event.arrivals.at(-1)!.last : 0n;
}
