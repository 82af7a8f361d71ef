import type {SessionEnd} from '../../lost-outcome.ts';
import type {SessionPool} from './session-pool.ts';
import type {SessionProcess} from './session-process.ts';
import {SessionEnded} from './turns.ts';

/** What a node's session needs from the driver it belongs to. */
export interface SessionContext {
	readonly node: string;
	/** For messages to people, such as `explorer`. */
	readonly name: string;
	readonly pool: SessionPool;
	/** The host's socket, once there is a host to connect to. Rejects where there will be none. */
	readonly socket: () => Promise<string>;
	/** Whether statements are under way: they tell themselves that their session has ended. */
	readonly isBusy: () => boolean;
	/** The session ended between two statements, with a transaction open: a sentence. */
	readonly ended: (text: string) => void;
}

/** An open session. */
export interface OpenSession {
	readonly process: SessionProcess;
	inTransaction: boolean;
}

/** The person's one session of a node. */
export interface NodeSession {
	current(): OpenSession | undefined;
	/** The session, opened where there is none; `isVain` says that it is of no use any more. Rejects with SessionEnded. */
	open(isVain: () => boolean): Promise<OpenSession>;
	/** Why the node takes no session now; undefined where it does. A process that was killed cannot say. */
	absence(): Promise<string | undefined>;
	/** Ends its process, whatever that is doing. */
	kill(): void;
	/** Ends it and forgets it. */
	drop(): void;
}

/** Makes the session of a node, which is opened when it is first asked for. */
export function createNodeSession(context: SessionContext): NodeSession {
	const {node, name, pool} = context;
	let session: OpenSession | undefined;
	let starting: SessionProcess | undefined;
	let opening: Promise<OpenSession> | undefined;

	const dropIdle = (lost: OpenSession, end: SessionEnd) => {
		if (session !== lost || context.isBusy()) return;
		session = undefined;
		if (!lost.inTransaction) return;
		const how = end.reason ?? `The session ended (${end.detail}).`;
		context.ended(`${how} The open transaction was rolled back.`);
	};

	const openOnce = async (): Promise<OpenSession> => {
		const socket = await context.socket();
		const taken = pool.take();
		starting = taken;
		await taken.open({node, socket, name});
		const opened: OpenSession = {process: taken, inTransaction: false};
		session = opened;
		void taken.ended.then(end => dropIdle(opened, end));
		return opened;
	};

	/** One that ended before it was opened, without a word, had waited too long as a spare. */
	const openLasting = (isVain: () => boolean): Promise<OpenSession> =>
		openOnce().catch(error => {
			const silent = error instanceof SessionEnded && error.end.reason === undefined;
			if (!silent || isVain()) throw error;
			return openOnce();
		});

	const begin = (attempt: Promise<OpenSession>): Promise<OpenSession> => {
		opening = attempt.finally(() => {
			opening = undefined;
			starting = undefined;
		});
		return opening;
	};

	return {
		current: () => session,
		open: async isVain => session ?? opening ?? begin(openLasting(isVain)),
		async absence() {
			try {
				await (opening ?? begin(openOnce()));
				return undefined;
			} catch (error) {
				return error instanceof SessionEnded ? error.end.reason : undefined;
			}
		},
		kill() {
			(session?.process ?? starting)?.kill();
		},
		drop() {
			session?.process.kill();
			session = undefined;
		},
	};
}
