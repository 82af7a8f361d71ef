import type {ClusterEvent} from '../../cluster/event.ts';
import {limits} from '../../cluster/limits.ts';
import type {Outcome, StatementError} from '../../cluster/statement.ts';
import {classify} from '../../sqlite/classify.ts';
import {clockMs} from '../clock.ts';
import type {RowSink} from '../driver.ts';
import {forkSession, type SessionProcess} from '../embedded/client/session-process.ts';
import {SessionEnded} from '../embedded/client/turns.ts';
import {lostOutcome} from '../lost-outcome.ts';
import {countRows, type Running} from '../statement-queue.ts';
import type {Copies, Copy} from './copies.ts';

/** What the statements of a node whose copies are read need from the cluster that it belongs to. */
export interface CopyStatementsContext {
	readonly node: string;
	readonly sink: RowSink;
	readonly emit: (event: ClusterEvent) => void;
	readonly rowLimit: number | undefined;
	/** How many TXIDs one is behind the primary. */
	readonly behind: (txid: bigint) => bigint;
}

/** A statement that is to read a copy. */
export interface CopyStatement {
	readonly id: string;
	readonly sql: string;
	readonly startedMs: number;
	readonly running: Running;
}

interface Open {
	readonly process: SessionProcess;
	readonly copy: Copy;
	inTransaction: boolean;
}

/** The code of the error that no copy could be made, so that nothing was run. */
export const noCopyCode = 'LITESCOPE_NO_COPY';

/** Statements of these kinds may read a copy; what writes is refused before it runs. */
const reading = new Set(['read', 'pragma', 'transaction']);

/**
 * Runs statements on copies of a node's database. Each reads where the node is now, but for those of one transaction,
 * which all read what the first did.
 */
export class CopyStatements {
	readonly #context: CopyStatementsContext;
	#open: Open | undefined;
	#stop: (() => void) | undefined;
	#closed = false;

	constructor(context: CopyStatementsContext) {
		this.#context = context;
	}

	get inTransaction(): boolean {
		return this.#open?.inTransaction ?? false;
	}

	/** Ends the statement that runs, and its session with it. */
	cancel(): void {
		this.#stop?.();
		this.#drop();
	}

	/** Ends the session for good. */
	close(): void {
		this.#closed = true;
		this.cancel();
	}

	/** Runs a statement to its end, whatever that is; `refusal` is said of one that writes. Never rejects. */
	async execute(statement: CopyStatement, copies: Copies, refusal: string): Promise<Outcome> {
		const {id, sql, startedMs, running} = statement;
		const {node} = this.#context;
		const wasInTransaction = this.inTransaction;
		const failed = (error: StatementError): Outcome => {
			const durationMs = clockMs() - startedMs;
			return {id, node, status: 'failed', durationMs, inTransaction: this.inTransaction, error};
		};
		const {kind, verb} = classify(sql);
		if (verb !== '' && !reading.has(kind)) return failed({code: 'LITESCOPE_COPY', message: refusal});
		let begun = false;
		try {
			const open = await this.#session(copies);
			if (running.cancelled)
				return lostOutcome({id, node, kind: 'cancelled', begun, startedMs, wasInTransaction});
			begun = true;
			return await this.#run(statement, open, refusal);
		} catch (error) {
			const lost = {id, node, begun, startedMs, wasInTransaction};
			if (running.cancelled) return lostOutcome({...lost, kind: 'cancelled'});
			if (!(error instanceof SessionEnded)) {
				return failed({
					code: noCopyCode,
					message: `${node} could not be copied. ${(error as Error).message}`,
				});
			}
			this.#drop();
			return lostOutcome({...lost, kind: 'crashed', end: error.end});
		}
	}

	/** The session on the copy that the next statement is to read. */
	async #session(copies: Copies): Promise<Open> {
		if (this.#open?.inTransaction) return this.#open;
		const copy = await this.#copyOf(copies);
		if (this.#open?.copy === copy && !this.#open.process.hasEnded()) return this.#open;
		const process = this.#open && !this.#open.process.hasEnded() ? this.#open.process : forkSession();
		const open = {process, copy, inTransaction: false};
		this.#open = open;
		try {
			await process.openFile(copy.path);
		} catch (error) {
			// The node has moved on, and its next copy was made, before this one could be opened.
			if (this.#open !== open || (await this.#copyOf(copies)) === copy) throw error;
			return this.#session(copies);
		}
		return open;
	}

	/** The copy of where the node is now. Rejects as soon as it is not wanted any more. */
	async #copyOf(copies: Copies): Promise<Copy> {
		if (this.#closed) throw new Error('The session was closed.');
		const stopped = Promise.withResolvers<never>();
		this.#stop = () => stopped.reject(new Error('cancelled'));
		return Promise.race([copies.current(limits.copyBytes), stopped.promise]).finally(() => {
			this.#stop = undefined;
		});
	}

	#drop(): void {
		this.#open?.process.kill();
		this.#open = undefined;
	}

	async #run({id, sql}: CopyStatement, open: Open, refusal: string): Promise<Outcome> {
		const {node, sink, emit, rowLimit, behind} = this.#context;
		const request = {id, run: id, sql, ...(rowLimit !== undefined && {rowLimit})};
		const {error, ...result} = await open.process.run(request, countRows(id, sink, emit));
		open.inTransaction = result.inTransaction;
		const {txid} = open.copy.position;
		const wrote = error?.code.startsWith('SQLITE_READONLY');
		return {
			id,
			node,
			...result,
			atTxid: txid,
			behind: behind(txid),
			copy: true,
			...(error && {error: wrote ? {code: 'LITESCOPE_COPY', message: refusal} : error}),
		};
	}
}
