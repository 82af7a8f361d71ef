/** What a node does in its cluster: the primary takes writes, replicas apply what it commits. */
export type Role = 'primary' | 'replica';

/**
 * Whether a node can be used now.
 *
 * - `starting`: being opened, recovering, or waiting for its first snapshot.
 * - `running`: answers and, on a replica, applies.
 * - `paused`: answers, but applies nothing until it is resumed.
 * - `stopped`: shut down on request; its sessions are closed.
 * - `killed`: ended without warning; a start recovers it.
 * - `away`: was there and cannot be reached now.
 */
export type NodeStatus = 'starting' | 'running' | 'paused' | 'stopped' | 'killed' | 'away';

/** How far a node's database is, as LiteFS's `<db>-pos` has it: TXID and post-apply checksum. */
export interface Position {
	readonly txid: bigint;
	readonly checksum: bigint;
}

/** A table or view of a node's database, with its columns in their order. */
export interface Table {
	readonly name: string;
	readonly kind: 'table' | 'view' | 'virtual';
	readonly columns: readonly string[];
}

/** What keeps a replica from applying: an unfinished read transaction, since a time on the cluster's clock. */
export interface Hold {
	readonly sinceMs: number;
	/** Which sessions of litescope's hold it, by node session; empty when it is another process. */
	readonly by: string;
}

/** A lock on a node's database that is held for more than a moment. */
export interface HeldLock {
	/** What nobody else can do as long as it is held: `read`: apply or commit; `write`: write; `exclusive`: even read. */
	readonly kind: 'read' | 'write' | 'exclusive';
	/** The lock by SQLite's name for it, e.g. `RESERVED`. */
	readonly name: string;
	/** Since it was first seen, on the cluster's clock. */
	readonly sinceMs: number;
	/** Who may hold it besides the sessions of this litescope: for people, untrusted; empty where nobody can tell. */
	readonly by: string;
	/** The statement that runs in the person's session waits for it, and runs since then. */
	readonly waitingSinceMs?: number;
}

/** The link that carries transactions from the primary to this replica. */
export interface Link {
	/** One way, in milliseconds. */
	readonly latencyMs: number;
	readonly cut: boolean;
}

/**
 * What is known of a node, apart from its position, tables and sessions, which change on their own.
 * Times are milliseconds on the cluster's clock (monotonic, the same for every process of this machine).
 */
export interface NodeInfo {
	readonly name: string;
	readonly role: Role;
	readonly status: NodeStatus;
	/** Why the status is what it is, where that needs saying: a sentence. */
	readonly reason?: string;
	/** The database file a person can open, or undefined where there is none on this machine. */
	readonly path?: string;
	/** SQLite's journal mode of the database file on this node, e.g. `wal` or `delete`. */
	readonly journalMode: string;
	readonly pageSize: number;
	/** Pages in the database. */
	readonly pages: number;
	readonly link?: Link;
	readonly hold?: Hold;
	readonly lock?: HeldLock;
	/** The container it runs in, for the docker commands that do what litescope does. */
	readonly container?: {readonly name: string; readonly database: string};
	/** Statements read copies of its database: there is no sqlite3 shell in its container. */
	readonly isCopied?: true;
	/** The cluster that it belongs to, as LiteFS calls it: `LFSC` and 16 hexadecimal digits. */
	readonly clusterId?: string;
	/** How often its position is looked at, in milliseconds, where it is not told of as it changes. */
	readonly polledMs?: number;
	/** How long ago it last heard from the primary, in milliseconds, where that is longer than its heartbeat. */
	readonly silentMs?: number;
}
