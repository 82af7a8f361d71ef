import type {Outcome} from '../../../cluster/statement.ts';
import type {Value} from '../../driver.ts';

/** What a client asks of a session process, over its IPC channel. */
export type ToSession =
	/** Open the person's connection to a node, by way of the host at this socket. Once. */
	| {readonly type: 'open'; readonly node: string; readonly socket: string; readonly name: string}
	/** Open a database file that nobody writes, for reading only; in the place of the one that is open. */
	| {readonly type: 'open-file'; readonly path: string}
	/**
	 * Run a statement when those before it have ended; it is dropped without a word where one of the same run before
	 * it failed.
	 */
	| {
			readonly type: 'run';
			readonly id: string;
			readonly run: string;
			readonly sql: string;
			/** Rows after these are not sent; undefined sends them all. */
			readonly rowLimit?: number;
	  }
	/** A batch of rows has been taken. */
	| {readonly type: 'taken'}
	| {readonly type: 'end'};

/** What a session says of a statement that has ended: the outcome without what only the client knows. */
export type SessionResult = Omit<Outcome, 'id' | 'node' | 'sessionLost'>;

export type FromSession =
	| {readonly type: 'opened'}
	| {readonly type: 'columns'; readonly id: string; readonly columns: readonly string[]}
	| {readonly type: 'rows'; readonly id: string; readonly rows: readonly (readonly Value[])[]}
	| {readonly type: 'done'; readonly id: string; readonly result: SessionResult}
	/** The process ends now, or could not open: the node is stopped, the host is gone. */
	| {readonly type: 'ended'; readonly reason: string};
