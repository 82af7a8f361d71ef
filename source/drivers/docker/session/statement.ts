import type {ClusterEvent} from '../../../cluster/event.ts';
import type {Outcome} from '../../../cluster/statement.ts';
import type {RowSink} from '../../driver.ts';
import type {Running} from '../../statement-queue.ts';
import type {Flow} from '../flow.ts';
import type {NodeWatch} from '../node/node-watch.ts';

/** What the statements of a node need from the cluster that they belong to. */
export interface SessionsContext {
	readonly node: string;
	/** Undefined where there is no such node. */
	readonly watch: () => NodeWatch | undefined;
	readonly flow: Flow;
	readonly sink: RowSink;
	readonly emit: (event: ClusterEvent) => void;
	readonly rowLimit: number | undefined;
	readonly readOnly: boolean;
}

/** A statement on its way into a session. */
export interface Statement {
	readonly id: string;
	readonly sql: string;
	readonly startedMs: number;
	readonly running: Running;
	/** It is to run on the primary, by LiteFS's halt lock. */
	readonly forward: boolean;
	/** The node's when it was asked for. */
	readonly generation: number;
}

/** The TXID a node is at, as it told or as it was read, and how far that is behind the primary. */
export function standingAt(
	{flow, node}: SessionsContext,
	read: bigint | undefined,
): Pick<Outcome, 'atTxid' | 'behind'> {
	const told = flow.position(node)?.txid;
	const atTxid = read !== undefined && (told === undefined || read > told) ? read : told;
	return atTxid === undefined ? {} : {atTxid, behind: flow.behind(atTxid)};
}
