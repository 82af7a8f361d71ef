import type {Position} from './node.ts';

/** What a transaction did, as far as it is known. */
export interface Change {
	/** `+ table users`, `users: 1 row inserted`, or the like; untrusted text from the database. */
	readonly text: string;
	/** Tables that the transaction made, by name. */
	readonly created: readonly string[];
}

/** How long a transaction took to a replica, in milliseconds. */
export interface Took {
	readonly node: string;
	readonly elapsedMs: number;
}

/** One transaction committed on the primary: one TXID. */
export interface Transaction {
	readonly position: Position;
	/** When it was committed: milliseconds since the epoch, by the primary's clock, as in its LTX file. */
	readonly committedAt: number;
	/** When litescope saw it on the primary: milliseconds on the cluster's clock. */
	readonly seenAtMs: number;
	/** Pages that it wrote; undefined where a driver is not told. */
	readonly pages?: number;
	/** The statement of this litescope that made it, if one did. */
	readonly statement?: string;
	/** How long that statement ran, in milliseconds. */
	readonly durationMs?: number;
	/** Undefined until it is worked out; many never are while the primary is very busy. */
	readonly change?: Change;
	/** Replicas that had it already when it was told, to one who came late; undefined where there are none. */
	readonly arrivals?: readonly Took[];
}

/** Transactions up to a TXID have been applied on a replica. */
export interface Arrival {
	readonly node: string;
	/** First and last TXID that came in this apply; the same where it was one transaction. */
	readonly first: bigint;
	readonly last: bigint;
	/** From the last one seen on the primary to seen on the replica, in milliseconds. Never negative. */
	readonly elapsedMs: number;
	readonly seenAtMs: number;
	/** The replica was given the whole database instead of LTX files. */
	readonly snapshot: boolean;
}
