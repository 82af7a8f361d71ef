import type {ClusterCommand} from '../../cluster/command.ts';
import type {ClusterEvent} from '../../cluster/event.ts';
import type {Change} from '../../cluster/transaction.ts';

/**
 * What goes over the host's Unix socket, both ways: frames of a 32-bit big-endian length and a value as
 * `v8.serialize` writes it (bigints and bytes stay what they are). Both ends are the same release: `hello`
 * names it, and another one is refused with a sentence.
 */
export type ToHost =
	/** Who is there. A watcher gets the cluster's events; the host lives as long as it has a watcher. */
	| {readonly type: 'hello'; readonly release: string; readonly as: 'watcher'}
	/** A session process, before it opens the node's database. Answered by `welcome` or `end`. */
	| {
			readonly type: 'hello';
			readonly release: string;
			readonly as: 'session';
			readonly node: string;
			readonly pid: number;
			/** For messages to people, such as `explorer 4711`. */
			readonly name: string;
	  }
	/** A watcher asks for a sign of life. Answered by `pong`. */
	| {readonly type: 'ping'}
	/** A watcher leaves. Answered by `farewell`; it closes the connection then. */
	| {readonly type: 'leave'}
	/** Stop, start, links and so on; statements never go through the host. */
	| {readonly type: 'command'; readonly command: ClusterCommand}
	/**
	 * A session's statement has ended and may have committed. The host captures what is in the WAL and answers
	 * `marked` with the transactions since `before`.
	 */
	| {
			readonly type: 'mark';
			readonly sequence: number;
			/** The node's TXID before the statement, as its `-pos` file had it. */
			readonly before: bigint;
			readonly statement: string;
			readonly durationMs: number;
			/** What it did, when it is certain to be the only statement of its transaction. */
			readonly change?: Change;
	  };

export type FromHost =
	| {readonly type: 'events'; readonly events: readonly ClusterEvent[]}
	| {readonly type: 'welcome'; readonly path: string; readonly readonly: boolean}
	/** The session must close its connection and exit: its node stops, or there is none of that name. */
	| {readonly type: 'end'; readonly reason: string}
	| {
			readonly type: 'marked';
			readonly sequence: number;
			/** First and last TXID since `before`; undefined where nothing was committed. */
			readonly committed?: {readonly first: bigint; readonly last: bigint};
			/** The node's TXID and the primary's, now. */
			readonly atTxid: bigint;
			readonly primaryTxid: bigint;
	  }
	| {readonly type: 'pong'}
	/** The watcher has left; where it was the last one, the host ends now. */
	| {readonly type: 'farewell'; readonly last: boolean}
	/** The host will not serve this client; it closes the connection. */
	| {readonly type: 'refused'; readonly reason: string};

/** What a host tells the process that started it, over its IPC channel, once. */
export type HostAnswer =
	| {readonly type: 'ready'}
	/** `locked`: another host owns the folder, and can be connected to soon, or ends just now. */
	| {readonly type: 'failed'; readonly reason: string; readonly locked: boolean};

/** How a host is started: one argument, as JSON. */
export interface HostOptions {
	/** The cluster's folder. It exists. */
	readonly folder: string;
	readonly temporary: boolean;
	/** How many; undefined where the folder tells, and one in a new cluster. A kept cluster can be given more. */
	readonly replicas?: number;
	/** Of every link, one way; undefined where the folder tells, and none in a new cluster. */
	readonly latencyMs?: number;
	/** A database to begin with, already checked, where the folder holds no cluster yet; it is copied. */
	readonly seed?: string;
	/** The Unix socket to listen on. */
	readonly socket: string;
}

/**
 * Layout of a cluster's folder. A node's folder has its database as LiteFS would show it in its mount:
 *
 *     cluster.json              replicas, links, which nodes are stopped
 *     host.lock                 a SQLite file whose lock the running host holds; host.json names its pid and socket
 *     primary/data.db           the database, in WAL mode; any program may write to it
 *     primary/data.db-pos       34 bytes as LiteFS's: `<txid>/<checksum>\n`
 *     primary/ltx/              the log from which LTX files are made
 *     replica-1/data.db         the database, in rollback mode; only litescope writes to it
 *     replica-1/data.db-pos
 */
export const databaseName = 'data.db';
