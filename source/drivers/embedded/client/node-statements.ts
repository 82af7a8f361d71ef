import type {ClusterEvent} from '../../../cluster/event.ts';
import {limits} from '../../../cluster/limits.ts';
import type {Outcome} from '../../../cluster/statement.ts';
import {clockMs} from '../../clock.ts';
import type {RowSink} from '../../driver.ts';
import {lostOutcome} from '../../lost-outcome.ts';
import {countRows, createStatementQueue, type Run, type Running} from '../../statement-queue.ts';
import {createNodeSession} from './node-session.ts';
import type {SessionPool} from './session-pool.ts';
import {SessionEnded} from './turns.ts';

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
	/** Statements are given to the session before it is their turn, so that it never waits for the next. */
	readonly sendsAhead: () => boolean;
}

/** The person's session of one node, and what is to be run in it. */
export interface NodeStatements {
	run(run: Run): void;
	/** Starts the session, where nothing has needed it so far. Resolved when it is there, or cannot be. */
	warm(): Promise<void>;
	/** Cancels the statement that runs now, and the rest of its run. */
	cancel(): void;
	/** Ends the session and everything in it; no outcome comes any more. */
	close(): void;
}

/** How long a statement may wait for its session before it is told as started all the same, in milliseconds. */
const untoldMs = 400;

/** Runs the statements of a node one after another, in a session that is started when it is first needed. */
export function createNodeStatements(context: StatementsContext): NodeStatements {
	const {node, emit, pool, rowLimit} = context;
	let closed = false;
	const session = createNodeSession({
		...context,
		ended(text) {
			if (!closed) emit({type: 'rolled-back', atMs: clockMs(), node, text});
		},
		isBusy: () => queue.current() !== undefined,
	});

	const requestOf = ({id, sql}: Run['statements'][number], run: Run) => ({
		id,
		sql,
		run: run.run,
		...(rowLimit !== undefined && {rowLimit}),
	});
	/** Gives the session the statements that follow, as many as it may have. */
	const sendAhead = (statement: Run['statements'][number], run: Run) => {
		if (!context.sendsAhead()) return;
		const next = run.statements.indexOf(statement) + 1;
		for (const one of run.statements.slice(next, next + limits.statementsAhead)) {
			session.current()?.process.sendAhead(requestOf(one, run));
		}
	};

	const execute = async (
		statement: Run['statements'][number],
		running: Running,
		run: Run,
	): Promise<Outcome> => {
		const {id} = statement;
		const startedMs = clockMs();
		const departures = context.departures();
		const wasInTransaction = session.current()?.inTransaction ?? false;
		let begun = false;
		try {
			const open = await session.open(() => running.cancelled || closed);
			if (running.cancelled && !open.process.hasAhead(id)) {
				session.drop();
				return lostOutcome({id, node, kind: 'cancelled', begun, startedMs, wasInTransaction});
			}
			begun = true;
			const result = open.process.run(requestOf(statement, run), countRows(id, context.sink, emit));
			sendAhead(statement, run);
			const {inTransaction} = await result;
			open.inTransaction = inTransaction;
			return {id, node, ...(await result)};
		} catch (error) {
			session.drop();
			const end = error instanceof SessionEnded ? error.end : {detail: String(error)};
			// One that says why it ends finishes, and answers, what it has begun.
			begun &&= end.reason === undefined;
			const lost = {id, node, begun, startedMs, wasInTransaction, end};
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled'});
			const reason = end.reason ?? (closed ? undefined : await session.absence());
			if (reason !== undefined) return lostOutcome({...lost, kind: 'node', end: {...end, reason}});
			return lostOutcome({...lost, kind: context.departures() > departures ? 'node' : 'crashed'});
		}
	};

	const queue = createStatementQueue({
		node,
		emit,
		prepare(running) {
			if (session.current()) return undefined;
			// What keeps it from opening is found, and told, when the statement is executed.
			const opening = session.open(() => running.cancelled || closed).catch(() => {});
			return Promise.race([opening.then(() => {}), delay(untoldMs)]);
		},
		async execute(statement, running, run) {
			const outcome = await execute(statement, running, run);
			pool.warmSoon();
			return outcome;
		},
	});

	return {
		run: queue.run,
		async warm() {
			if (!queue.current()) await session.open(() => closed).catch(() => {});
		},
		cancel() {
			const running = queue.current();
			if (!running) return;
			running.cancelled = true;
			session.kill();
		},
		close() {
			closed = true;
			queue.close();
			session.kill();
		},
	};
}

function delay(delayMs: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, delayMs).unref());
}
