import type {NodeInfo, Role, Table} from '../../../cluster/node.ts';
import type {Engine} from '../engine/engine.ts';
import type {Move} from '../flow.ts';

/** What a node needs from the cluster that it belongs to. */
export interface NodeContext {
	readonly name: string;
	readonly engine: () => Engine;
	readonly database: string;
	readonly changed: (info: NodeInfo) => void;
	readonly tables: (tables: readonly Table[]) => void;
	readonly moved: (role: Role, move: Move) => void;
	/** The primary has transactions that this node has not. */
	readonly isBehind: () => boolean;
	/** Sessions of ours that have a transaction open here, for people; '' where there is none. */
	readonly holders: () => string;
	/** A node with a sqlite3 shell in its container, the primary before others; undefined where there is none. */
	readonly withShell: () => string | undefined;
	/** Nothing that was started in the container can be reached any more. */
	readonly lost: () => void;
}
