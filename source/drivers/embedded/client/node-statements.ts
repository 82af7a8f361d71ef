import type {ClusterEvent} from '../../../cluster/event.ts';
import type {Outcome} from '../../../cluster/statement.ts';
import type {RowSink} from '../../driver.ts';
import {lostOutcome, type SessionEnd} from '../../lost-outcome.ts';
import {countRows, createStatementQueue, type Run, type Running} from '../../statement-queue.ts';
import {clockMs} from '../clock.ts';
import type {SessionPool} from './session-pool.ts';
import {SessionEnded, type SessionProcess} from './session-process.ts';

/** What the statements of a node need from the driver they belong to. */
export interface StatementsContext {
	readonly node: string;
	readonly name: string;
	readonly rowLimit: number | undefined;
	readonly pool: SessionPool;
	readonly sink: RowSink;
	readonly emit: (event: ClusterEvent) => void;
	/** The host's socket, once there is a host to connect to. Rejects where there will be none. */
	readonly socket: () => Promise<string>;
	/** How often the node has gone away so far: whether it did under a statement. */
	readonly departures: () => number;
}

/** The person's session of one node, and what is to be run in it. */
export interface NodeStatements {
	run(run: Run): void;
	/** Cancels the statement that runs now, and the rest of its run. */
	cancel(): void;
	/** Ends the session and everything in it; no outcome comes any more. */
	close(): void;
}

interface Session {
	readonly process: SessionProcess;
	inTransaction: boolean;
}

/** Runs the statements of a node one after another, in a session that is started when it is first needed. */
export function createNodeStatements(context: StatementsContext): NodeStatements {
	const {node, emit, pool} = context;
	let session: Session | undefined;
	let closed = false;

	const dropIdle = (lost: Session, end: SessionEnd) => {
		if (session !== lost || queue.current()) return;
		session = undefined;
		if (!lost.inTransaction || closed) return;
		const text = `${end.reason ?? `The session ended (${end.detail}).`} The open transaction was rolled back.`;
		emit({type: 'rolled-back', atMs: clockMs(), node, text});
	};

	const openSession = async (): Promise<Session> => {
		const socket = await context.socket();
		const opened: Session = {process: pool.take(), inTransaction: false};
		session = opened;
		void opened.process.ended.then(end => dropIdle(opened, end));
		await opened.process.open({node, socket, name: context.name});
		return opened;
	};

	/** Opens a session; one that ended before it was opened, without a word, had waited too long as a spare. */
	const openLasting = (running: Readonly<Running>): Promise<Session> =>
		openSession().catch(error => {
			const silent = error instanceof SessionEnded && error.end.reason === undefined;
			if (!silent || running.cancelled || closed) throw error;
			return openSession();
		});

	/** Why the node takes no session now; undefined where it does. A process that was killed cannot say. */
	const absence = async (): Promise<string | undefined> => {
		try {
			await openSession();
			return undefined;
		} catch (error) {
			session = undefined;
			return error instanceof SessionEnded ? error.end.reason : undefined;
		}
	};

	const execute = async (id: string, sql: string, running: Running): Promise<Outcome> => {
		const startedMs = clockMs();
		const departures = context.departures();
		const wasInTransaction = session?.inTransaction ?? false;
		let begun = false;
		try {
			const open = session ?? (await openLasting(running));
			if (running.cancelled)
				return lostOutcome({id, node, kind: 'cancelled', begun, startedMs, wasInTransaction});
			begun = true;
			const {rowLimit} = context;
			const request = {id, sql, ...(rowLimit !== undefined && {rowLimit})};
			const result = await open.process.run(request, countRows(id, context.sink, emit));
			open.inTransaction = result.inTransaction;
			return {id, node, ...result};
		} catch (error) {
			session?.process.kill();
			session = undefined;
			const end = error instanceof SessionEnded ? error.end : {detail: String(error)};
			const lost = {id, node, begun, startedMs, wasInTransaction, end};
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled'});
			const reason = end.reason ?? (closed ? undefined : await absence());
			if (reason !== undefined) return lostOutcome({...lost, kind: 'node', end: {...end, reason}});
			return lostOutcome({...lost, kind: context.departures() > departures ? 'node' : 'crashed'});
		}
	};

	const queue = createStatementQueue({
		node,
		emit,
		async execute({id, sql}, running) {
			const outcome = await execute(id, sql, running);
			pool.warmSoon();
			return outcome;
		},
	});

	return {
		run: queue.run,
		cancel() {
			const running = queue.current();
			if (!running) return;
			running.cancelled = true;
			session?.process.kill();
		},
		close() {
			closed = true;
			queue.close();
			session?.process.kill();
		},
	};
}
