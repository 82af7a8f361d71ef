import type {HeldLock, Hold, NodeInfo, NodeStatus, Role} from '../../../cluster/node.ts';
import type {DatabaseFacts} from './inspector.ts';

/** What is known of a node now. */
export interface Known {
	readonly role: Role;
	readonly status: NodeStatus;
	readonly reason: string | undefined;
	readonly facts: DatabaseFacts;
	readonly hold: Hold | undefined;
	readonly lock: HeldLock | undefined;
	readonly silentMs: number | undefined;
	readonly polledMs: number | undefined;
	/** Its container is on no network. */
	readonly cut: boolean;
	/** There is no sqlite3 shell in its container. */
	readonly isCopied: boolean;
	readonly clusterId: string | undefined;
	readonly containerName: string;
	/** The database file in the container. */
	readonly database: string;
}

/** What is known of a node before anything is. */
const nothingKnown = {
	role: 'replica',
	status: 'starting',
	reason: undefined,
	facts: {journalMode: '', pageSize: 0, pages: 0},
	hold: undefined,
	lock: undefined,
	silentMs: undefined,
	polledMs: undefined,
	cut: false,
	isCopied: false,
	clusterId: undefined,
} as const;

/** What is known of a node, which is told whenever it is something new. */
export class NodeReport {
	readonly #name: string;
	readonly #changed: (info: NodeInfo) => void;
	#known: Known;
	#told = '';

	constructor(
		name: string,
		place: Pick<Known, 'containerName' | 'database'>,
		changed: (info: NodeInfo) => void,
	) {
		this.#name = name;
		this.#changed = changed;
		this.#known = {...nothingKnown, ...place};
	}

	get known(): Known {
		return this.#known;
	}

	/** Takes what has come to be known, and tells it where it is something new. */
	take(more: Partial<Known>): void {
		this.#known = {...this.#known, ...more};
		const info = toInfo(this.#name, this.#known);
		const text = JSON.stringify(info);
		if (text === this.#told) return;
		this.#told = text;
		this.#changed(info);
	}
}

function toInfo(name: string, known: Known): NodeInfo {
	const {role, status, reason, facts, hold, silentMs, polledMs, cut, containerName, database} = known;
	return {
		name,
		role,
		status,
		...facts,
		container: {name: containerName, database},
		...(reason !== undefined && {reason}),
		...(role === 'replica' && {link: {latencyMs: 0, cut}}),
		...(hold && {hold}),
		...(known.lock && {lock: known.lock}),
		...(silentMs !== undefined && {silentMs}),
		...(polledMs !== undefined && {polledMs}),
		...(known.isCopied && {isCopied: true as const}),
		...(known.clusterId !== undefined && {clusterId: known.clusterId}),
	};
}
