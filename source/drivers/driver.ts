import type {ClusterCommand} from '../cluster/command.ts';
import type {ClusterEvent} from '../cluster/event.ts';
import type {StatementError} from '../cluster/statement.ts';

/** A value of SQLite's: INTEGER as bigint, REAL as number, TEXT as string, BLOB as bytes, NULL as null. */
export type Value = null | bigint | number | string | Uint8Array;

/** Where a driver puts the rows of statements. Rows never travel as events. */
export interface RowSink {
	/** A statement returns rows; called once, before the first of them. Names are untrusted text. */
	open(statement: string, columns: readonly string[]): void;
	/** More rows, in order. Resolve later to slow the session down. */
	rows(statement: string, rows: readonly (readonly Value[])[]): void | Promise<void>;
}

/** What a query was answered: rows, or the error that the node raised. */
export type Answer =
	| {readonly columns: readonly string[]; readonly rows: readonly (readonly Value[])[]}
	| {readonly error: StatementError};

/** How many rows of each statement a session takes before it says `truncated`; undefined takes them all. */
export interface RowLimits {
	readonly rows?: number;
}

/**
 * A cluster that litescope is attached to. Everything that happens comes to the listener as events, in order,
 * beginning with `connecting`, `cluster`, a `node` for each node and `ready`; commands are answered by events
 * alone and never throw.
 */
export interface Driver {
	/** Asks for something; see ClusterCommand for what comes back. */
	send(command: ClusterCommand): void;
	/** The last lines that a node's server wrote, where the driver can read them. Rejects with a sentence. */
	readonly logs?: (node: string) => Promise<string>;
	/** Asks a query on a node in a session that is nobody's, and that no event tells of. Never rejects. */
	readonly ask?: (node: string, sql: string) => Promise<Answer>;
	/** Where the application in front of the nodes is, such as `http://127.0.0.1:8080`. Rejects with a sentence. */
	readonly ingress?: () => Promise<string>;
	/** Ends every session and lets go of the cluster; a cluster that is ours and temporary is removed. */
	close(): Promise<void>;
}

/** Attaches to a cluster. Returns at once: what goes wrong comes as a `gone` event with a sentence. */
export type OpenDriver<Options> = (
	options: Options,
	listener: (events: readonly ClusterEvent[]) => void,
	sink: RowSink,
) => Driver;
