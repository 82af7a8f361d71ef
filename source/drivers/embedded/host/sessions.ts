import type {Channel} from '../channel.ts';
import type {FromHost} from '../protocol.ts';

/** How long a session may take to close its connection before its process is ended. */
const patienceMs = 500;

/** A session process that is connected. */
export interface HostSession {
	readonly node: string;
	readonly pid: number;
	/** For messages to people, such as `explorer 4711`. */
	readonly name: string;
	readonly channel: Channel<FromHost>;
	/** Resolved when its socket is closed. */
	readonly closed: Promise<void>;
}

/** The sessions of a cluster's nodes. */
export class Sessions {
	readonly #sessions = new Set<HostSession>();
	readonly #barred = new Map<string, string>();

	/** Takes a session in until its socket is closed. */
	add(session: HostSession): void {
		this.#sessions.add(session);
		void session.closed.then(() => this.#sessions.delete(session));
	}

	/** How many sessions a node has. */
	count(node: string): number {
		return this.#of(node).length;
	}

	/** The names of those of a node's sessions that are one of these processes. */
	names(node: string, pids: readonly number[]): readonly string[] {
		return this.#of(node)
			.filter(({pid}) => pids.includes(pid))
			.map(({name}) => name);
	}

	/** Why a node takes no sessions now; undefined where it does. */
	barred(node: string): string | undefined {
		return this.#barred.get(node);
	}

	/** Takes sessions of a node again. */
	admit(node: string): void {
		this.#barred.delete(node);
	}

	/** Takes no new sessions of a node, and ends those it has. */
	bar(node: string, reason: string): Promise<void> {
		this.#barred.set(node, reason);
		return this.end(node, reason);
	}

	/** Names processes: a node's sessions by their names, others by their number. */
	describe(node: string, pids: readonly number[]): string {
		const known = this.names(node, pids);
		const own = new Set(this.#of(node).map(({pid}) => pid));
		const others = pids.filter(pid => !own.has(pid)).map(pid => `process ${pid}`);
		return [...known, ...others].join(', ') || 'another program';
	}

	/** Tells a node's sessions to end, and ends those that do not. Resolved when all have. */
	async end(node: string, reason: string): Promise<void> {
		await Promise.all(
			this.#of(node).map(async session => {
				session.channel.send({type: 'end', reason});
				const timer = setTimeout(() => kill(session), patienceMs);
				await session.closed;
				clearTimeout(timer);
			}),
		);
	}

	/** Ends a node's sessions without a word, as a crash of the node would, and takes no new ones. */
	async kill(node: string): Promise<void> {
		this.#barred.set(node, `${node} was killed.`);
		const sessions = this.#of(node);
		for (const session of sessions) kill(session);
		await Promise.all(sessions.map(({closed}) => closed));
	}

	#of(node: string): readonly HostSession[] {
		return [...this.#sessions].filter(session => session.node === node);
	}
}

function kill({pid}: HostSession): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It has just ended.
	}
}
