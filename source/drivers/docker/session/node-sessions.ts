import type {ClusterEvent} from '../../../cluster/event.ts';
import type {Outcome, StatementError} from '../../../cluster/statement.ts';
import {classify, describeChange} from '../../../sqlite/classify.ts';
import {clockMs} from '../../clock.ts';
import type {RowSink} from '../../driver.ts';
import {type Lost, lostOutcome} from '../../lost-outcome.ts';
import {countRows, createStatementQueue, type Run, type Running} from '../../statement-queue.ts';
import type {Flow} from '../flow.ts';
import type {NodeWatch} from '../node/node-watch.ts';
import type {Usable} from '../node/usable.ts';
import {columnsQuery, withoutCounts} from './empty-result.ts';
import {haltLockWrappers} from './halt-lock.ts';
import {questionsFor} from './questions.ts';
import {withServerLog} from './server-log.ts';
import {toShellInput} from './shell-input.ts';
import {openShell, type RowTaker, type ShellResult, type ShellSession} from './shell-session.ts';
import {trapOf} from './traps.ts';

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

/** The person's session of one node, and what is to be run in it. */
export interface NodeSessions {
	run(run: Run): void;
	/** Cancels the statement that runs now, and the rest of its run. */
	cancel(): void;
	/** The node's container cannot be reached any more: what runs there is lost. */
	lost(): void;
	/** Whether a transaction is open. */
	inTransaction(): boolean;
	close(): void;
}

interface Open {
	readonly shell: ShellSession;
	inTransaction: boolean;
}

/** Columns and rows of a result that has none of either. */
const nothing: RowTaker = {columns() {}, rows() {}};

/** Runs the statements of a node, in a shell that is started when it is first needed. */
export function createNodeSessions(context: SessionsContext): NodeSessions {
	return new Sessions(context);
}

class Sessions implements NodeSessions {
	readonly #context: SessionsContext;
	readonly #queue;
	#open: Open | undefined;
	/** The shell of the statement that is being forwarded. */
	#forwarding: ShellSession | undefined;
	#closed = false;

	constructor(context: SessionsContext) {
		this.#context = context;
		const {node, emit} = context;
		this.#queue = createStatementQueue({
			node,
			emit,
			execute: ({id, sql}, running, {type}) => this.#execute(id, sql, running, type === 'forward'),
		});
	}

	run(run: Run): void {
		this.#queue.run(run);
	}

	cancel(): void {
		const running = this.#queue.current();
		if (!running) return;
		running.cancelled = true;
		(this.#forwarding ?? this.#open?.shell)?.end();
	}

	lost(): void {
		this.#forwarding?.abandon();
		this.#open?.shell.abandon();
	}

	inTransaction(): boolean {
		return this.#open?.inTransaction ?? false;
	}

	close(): void {
		this.#closed = true;
		this.#queue.close();
		this.#forwarding?.end();
		this.#open?.shell.end();
	}

	async #execute(id: string, sql: string, running: Running, forward: boolean): Promise<Outcome> {
		const {node} = this.#context;
		const startedMs = clockMs();
		const watch = this.#context.watch();
		const usable = watch?.usable() ?? `There is no node ${node}.`;
		const failed = (error: StatementError): Outcome => {
			const durationMs = clockMs() - startedMs;
			return {id, node, status: 'failed', durationMs, inTransaction: this.inTransaction(), error};
		};
		if (!watch || typeof usable === 'string') {
			const lost = {id, node, kind: 'node', begun: false, startedMs, wasInTransaction: false} as const;
			return lostOutcome({...lost, end: {reason: String(usable), detail: ''}});
		}
		if (forward && this.#context.readOnly) {
			const message = 'The cluster was opened with --read-only, so nothing is forwarded.';
			return failed({code: 'LITESCOPE_READ_ONLY', message});
		}
		const input = toShellInput(sql);
		if (input.kind === 'refused') return failed(input.error);
		if (input.kind === 'nothing') {
			return {
				id,
				node,
				status: 'ok',
				durationMs: 0,
				inTransaction: this.inTransaction(),
				...this.#standing(),
			};
		}
		const isPrimary = forward || watch.role === 'primary';
		const trap = trapOf(sql, {node, isPrimary, journalMode: watch.journalMode});
		if (trap) return failed(trap);
		const statement = {id, sql, text: input.text, startedMs, running, forward, generation: watch.generation};
		return this.#attempt(statement, watch, usable);
	}

	async #attempt(statement: Statement, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		const {id, startedMs, running, forward} = statement;
		const {node} = this.#context;
		const wasInTransaction = !forward && this.inTransaction();
		const lost = {id, node, startedMs, wasInTransaction};
		let begun = false;
		try {
			const shell = forward ? undefined : (await this.#session(usable)).shell;
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled', begun});
			begun = true;
			if (!shell) return await this.#forward(statement, watch, usable);
			return await this.#runIn(shell, statement, watch, usable, wasInTransaction);
		} catch (error) {
			this.#dropOpen(forward);
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled', begun});
			return this.#lostOutcome({...lost, begun}, watch, statement.generation, error as Error);
		} finally {
			this.#forwarding?.end();
			this.#forwarding = undefined;
		}
	}

	async #runIn(
		shell: ShellSession,
		{id, sql, text, forward}: Statement,
		watch: NodeWatch,
		usable: Usable,
		wasInTransaction: boolean,
	): Promise<Outcome> {
		const {node, flow, sink, emit, rowLimit} = this.#context;
		const {kind} = classify(sql);
		const questions = questionsFor({kind, wasInTransaction, isTold: watch.isTold && !forward});
		const onPrimary = forward || watch.role === 'primary';
		const committed = questions.positionBefore && onPrimary ? flow.committing() : undefined;
		const patient = watch.role === 'primary';
		const taker = countRows(id, sink, emit);
		const result = await shell
			.run({text, questions, patient, ...(rowLimit !== undefined && {rowLimit})}, taker)
			.finally(() => committed?.());
		if (this.#open && !forward) this.#open.inTransaction = result.inTransaction;
		const rows = await this.#rowsOf(shell, result, kind, text, taker);
		const error = result.error && (await this.#explain(result.error, result.durationMs, watch, usable));
		const range = onPrimary ? committedBy(result) : undefined;
		if (range) {
			const change = wasInTransaction ? undefined : describeChange(sql, result.changes);
			flow.attribute(range, id, result.durationMs, change);
		}
		return {
			id,
			node,
			status: result.ok ? 'ok' : 'failed',
			durationMs: result.durationMs,
			inTransaction: result.inTransaction,
			...(result.ok && kind === 'write' && {changes: result.changes}),
			...(rows !== undefined && {rows}),
			...(result.truncated && {truncated: true}),
			...(range && {committed: range}),
			...this.#standing(result),
			...(error && {error}),
		};
	}

	/** How many rows there were; the columns of a SELECT without any are told too. Undefined where it returns none. */
	async #rowsOf(
		shell: ShellSession,
		result: ShellResult,
		kind: string,
		text: string,
		taker: RowTaker,
	): Promise<number | undefined> {
		if (result.columns) return result.rows;
		if (!result.ok || kind !== 'read') return undefined;
		const questions = {positionBefore: false, positionAfter: false, transaction: false};
		const found = await shell.run({text: columnsQuery(text), questions, patient: false}, nothing);
		taker.columns(withoutCounts(found.columns ?? []));
		return 0;
	}

	async #explain(
		error: StatementError,
		durationMs: number,
		watch: NodeWatch,
		{engine, container}: Usable,
	): Promise<StatementError> {
		const refused = watch.role === 'replica' && isRefusal(error);
		return refused ? withServerLog(error, engine, container, durationMs) : error;
	}

	/** The TXID the node is at, as it told or as the shell read it, and how far that is behind the primary. */
	#standing(result?: ShellResult): Pick<Outcome, 'atTxid' | 'behind'> {
		const {flow, node} = this.#context;
		const told = flow.position(node)?.txid;
		const read = result?.after?.txid;
		const atTxid = read !== undefined && (told === undefined || read > told) ? read : told;
		return atTxid === undefined ? {} : {atTxid, behind: flow.behind(atTxid)};
	}

	async #session(usable: Usable): Promise<Open> {
		if (this.#open) return this.#open;
		const options = this.#context.readOnly ? ['-readonly'] : [];
		const shell = await openShell({...usable, options});
		const open = {shell, inTransaction: false};
		this.#open = open;
		void shell.ended.then(() => this.#idleEnd(open));
		return open;
	}

	/** Forwards a statement. Where the halt lock was lost before it ran, it was refused, and is tried another way. */
	async #forward(statement: Statement, watch: NodeWatch, usable: Usable): Promise<Outcome> {
		let outcome: Outcome | undefined;
		for (const wrapper of haltLockWrappers(usable)) {
			const shell = await openShell({...usable, wrapper}).catch(error => {
				// The other way is not there either: what was said before stands.
				if (!outcome) throw error;
			});
			if (!shell) break;
			this.#forwarding = shell;
			if (statement.running.cancelled) throw new Error('cancelled');
			outcome = await this.#runIn(shell, statement, watch, usable, false);
			shell.end();
			if (!isRefusal(outcome.error)) return outcome;
		}
		if (outcome) return outcome;
		throw new Error('There is neither litefs nor perl in the container.');
	}

	/** The session ended between two statements. */
	#idleEnd(open: Open): void {
		if (this.#open !== open || this.#queue.current()) return;
		this.#open = undefined;
		if (!open.inTransaction || this.#closed) return;
		const {node, emit} = this.#context;
		const text = `The session of ${node} ended. The open transaction was rolled back.`;
		emit({type: 'rolled-back', atMs: clockMs(), node, text});
	}

	#dropOpen(forward: boolean): void {
		if (forward) return;
		this.#open?.shell.end();
		this.#open = undefined;
	}

	async #lostOutcome(
		lost: Omit<Lost, 'kind'>,
		watch: NodeWatch,
		generation: number,
		error: Error,
	): Promise<Outcome> {
		const reason = await watch.absence(generation);
		if (reason !== undefined)
			return lostOutcome({...lost, kind: 'node', end: {reason, detail: error.message}});
		return lostOutcome({...lost, kind: 'crashed', end: {detail: error.message}});
	}
}

/** What a write on a replica fails with: SQLITE_READONLY, or SQLITE_IOERR in WAL mode. */
function isRefusal(error: StatementError | undefined): boolean {
	return error?.number === 8 || error?.number === 10;
}

/** A statement on its way into a session. */
interface Statement {
	readonly id: string;
	readonly sql: string;
	/** As it is written to the shell. */
	readonly text: string;
	readonly startedMs: number;
	readonly running: Running;
	readonly forward: boolean;
	/** The node's when it was asked for. */
	readonly generation: number;
}

/** The transactions that a statement committed, where it did. */
function committedBy({ok, inTransaction, before, after}: ShellResult): Outcome['committed'] {
	if (!ok || inTransaction || !before || !after || after.txid <= before.txid) return undefined;
	return {first: before.txid + 1n, last: after.txid};
}
