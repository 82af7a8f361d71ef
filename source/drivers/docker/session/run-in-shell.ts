import type {Outcome, StatementError} from '../../../cluster/statement.ts';
import {classify, describeChange} from '../../../sqlite/classify.ts';
import {countRows} from '../../statement-queue.ts';
import type {NodeWatch} from '../node/node-watch.ts';
import type {Usable} from '../node/usable.ts';
import {columnsQuery, withoutCounts} from './empty-result.ts';
import {errorInStatement} from './error-in-statement.ts';
import {questionsFor} from './questions.ts';
import type {RowTaker} from './row-batches.ts';
import {withServerLog} from './server-log.ts';
import type {ShellResult, ShellSession} from './shell-session.ts';
import {type SessionsContext, type Statement, standingAt} from './statement.ts';

/** Where a statement is run, and how. */
export interface ShellRun {
	readonly shell: ShellSession;
	readonly watch: NodeWatch;
	readonly usable: Usable;
	readonly statement: Statement;
	/** The statement as it is written to the shell. */
	readonly text: string;
	readonly wasInTransaction: boolean;
}

/** Columns and rows of a result that has none of either. */
const nothing: RowTaker = {columns() {}, rows() {}};

/** Runs a statement in a shell, to its end. Rejects with ShellEnded where the shell ends before. */
export async function runInShell(context: SessionsContext, run: ShellRun): Promise<Outcome> {
	const {node, flow, sink, emit, rowLimit} = context;
	const {shell, watch, text, wasInTransaction} = run;
	const {id, sql, forward} = run.statement;
	const {kind, verb} = classify(sql);
	const onPrimary = forward || watch.role === 'primary';
	const isTold = watch.isTold && !forward;
	const questions = questionsFor({kind, wasInTransaction, onPrimary, isTold});
	const before = flow.newest;
	const committed = questions.positionAfter && onPrimary ? flow.committing() : undefined;
	const patient = watch.role === 'primary';
	const taker = countRows(id, sink, emit);
	const ended = watch.runs(shell.pid);
	const result = await shell
		.run({text, questions, patient, ...(rowLimit !== undefined && {rowLimit})}, taker)
		.finally(() => {
			ended();
			committed?.();
		});
	const rows = await rowsOf(shell, result, kind, text, taker);
	const told = result.error && errorInStatement(result.error, text, sql);
	const error = told && (await explain(told, result.durationMs, watch, run.usable));
	const mayHaveCommitted = onPrimary && (result.changedRows || !changesRowsAlone.has(verb));
	const range = mayHaveCommitted ? committedBy(result, isTold ? before : undefined) : undefined;
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
		...standingAt(context, result.after?.txid),
		...(error && {error}),
	};
}

/** How many rows there were; the columns of a SELECT without any are told too. Undefined where it returns none. */
async function rowsOf(
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

async function explain(
	error: StatementError,
	durationMs: number,
	watch: NodeWatch,
	{engine, container}: Usable,
): Promise<StatementError> {
	const refused = watch.role === 'replica' && isRefusal(error);
	return refused ? withServerLog(error, engine, container, durationMs) : error;
}

/** What a write on a replica fails with: SQLITE_READONLY, or SQLITE_IOERR in WAL mode. */
export function isRefusal(error: StatementError | undefined): boolean {
	return error?.number === 8 || error?.number === 10;
}

/**
 * What these commit are rows alone: where none was changed, a transaction of this moment is someone else's. INSERT is not
 * among them: one that is ignored counts up in a table with AUTOINCREMENT all the same.
 */
const changesRowsAlone: ReadonlySet<string> = new Set(['UPDATE', 'DELETE']);

/** The transactions that a statement committed, where it did: those behind where the primary was before it. */
function committedBy(
	{ok, inTransaction, before: read, after}: ShellResult,
	told: bigint | undefined,
): Outcome['committed'] {
	const before = read?.txid ?? told;
	if (!ok || inTransaction || before === undefined || !after || after.txid <= before) return undefined;
	return {first: before + 1n, last: after.txid};
}
