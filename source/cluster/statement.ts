/** An error as the node raised it: its own words and code, never reworded. */
export interface StatementError {
	/** SQLite's result code by name, e.g. `SQLITE_READONLY` or an extended one; `LITESCOPE_…` for our own. */
	readonly code: string;
	/** SQLite's result code by number, e.g. 8; undefined for our own. */
	readonly number?: number;
	/** The node's own words. Untrusted text. */
	readonly message: string;
	/** Where in the statement the error is, in UTF-16 units from its start, where that could be found out. */
	readonly offset?: number;
	/** What the node's server logged at the same moment, where it did. Untrusted text. */
	readonly log?: string;
}

/** What is known of a statement when it has ended, whatever the end was. */
export interface Outcome {
	readonly id: string;
	readonly node: string;
	readonly status: 'ok' | 'failed' | 'cancelled';
	readonly durationMs: number;
	/** Rows changed, for a statement that changes rows; undefined for others. */
	readonly changes?: number;
	/** Rows returned, for a statement that returns rows; undefined for others. */
	readonly rows?: number;
	/** More rows were there than were taken (see limits). */
	readonly truncated?: boolean;
	/** The transactions this statement committed: first and last TXID. Not the same when others wrote meanwhile. */
	readonly committed?: {readonly first: bigint; readonly last: bigint};
	/** The TXID the node was at when it answered. */
	readonly atTxid?: bigint;
	/** A copy of the node's database answered, which was made when the node was at that TXID. */
	readonly copy?: true;
	/** How many TXIDs that was behind the primary. */
	readonly behind?: bigint;
	/** A transaction is open in the session after this statement. */
	readonly inTransaction: boolean;
	/** The session ended with this statement: an open transaction was rolled back, temp tables are gone. */
	readonly sessionLost?: 'cancelled' | 'node' | 'crashed';
	readonly error?: StatementError;
}
