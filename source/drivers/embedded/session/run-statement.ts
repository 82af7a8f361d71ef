import type {Statement} from 'better-sqlite3';
import {limits} from '../../../cluster/limits.ts';
import type {StatementError} from '../../../cluster/statement.ts';
import {classify, describeChange} from '../../../sqlite/classify.ts';
import {groupDigits} from '../../../sqlite/values.ts';
import {clockMs} from '../../clock.ts';
import {findErrorOffset} from '../../error-offset.ts';
import type {Connection} from './connection.ts';
import type {SessionResult, ToSession} from './messages.ts';
import type {Positions} from './positions.ts';
import type {Rows} from './rows.ts';
import {toStatementError} from './statement-error.ts';
import {trapOf} from './traps.ts';

/** What running a statement did, before its transactions are known. */
type Done = Pick<SessionResult, 'changes' | 'rows' | 'truncated' | 'atTxid' | 'error'>;

/** Runs one statement in a session, to its end. Never rejects: what goes wrong is in the result. */
export async function runStatement(
	connection: Connection,
	request: Extract<ToSession, {type: 'run'}>,
	rows: Rows,
): Promise<SessionResult> {
	const {database, positions} = connection;
	const startedMs = clockMs();
	const before = positions.node();
	const wasInTransaction = database.inTransaction;
	const {readonly, ...done} = await execute(connection, request, rows);
	const durationMs = clockMs() - startedMs - rows.waitedMs();
	const {inTransaction} = database;
	const result: SessionResult = {
		...done,
		status: done.error ? 'failed' : 'ok',
		durationMs,
		inTransaction,
	};
	const mayHaveCommitted = !connection.readonly && !inTransaction && (!readonly || wasInTransaction);
	if (!mayHaveCommitted || before === undefined) return {...result, ...standing(connection, done.atTxid)};
	const change = wasInTransaction || done.error ? undefined : describeChange(request.sql, done.changes ?? 0);
	const marked = await connection.host.mark({
		before,
		statement: request.id,
		durationMs,
		...(change && {change}),
	});
	if (!marked) return {...result, ...standing(connection, undefined)};
	const {committed, atTxid, primaryTxid} = marked;
	positions.saw(atTxid);
	return {...result, ...(committed && {committed}), atTxid, behind: difference(primaryTxid, atTxid)};
}

/** Where the node was when a statement read it, as far as that is known, or is now. */
function standing(
	{positions}: Connection,
	readAt: bigint | undefined,
): Pick<SessionResult, 'atTxid' | 'behind'> {
	const atTxid = readAt ?? positions.node();
	const primary = positions.primary();
	if (atTxid === undefined) return {};
	return {atTxid, ...(primary !== undefined && {behind: difference(primary, atTxid)})};
}

function difference(primary: bigint, node: bigint): bigint {
	return primary > node ? primary - node : 0n;
}

async function execute(
	connection: Connection,
	{sql, rowLimit}: Extract<ToSession, {type: 'run'}>,
	rows: Rows,
): Promise<Done & {readonly readonly: boolean}> {
	const refusal = tooLong(sql) ?? trapOf(sql, connection.readonly);
	if (refusal) return {readonly: true, error: refusal};
	let readonly = true;
	try {
		const statement = connection.database.prepare(sql);
		readonly = statement.readonly;
		return {readonly, ...(await step(connection, statement, rowLimit, rows))};
	} catch (thrown) {
		if (thrown instanceof RangeError && /contains no statements/.test(thrown.message)) return {readonly};
		const error = toStatementError(thrown);
		return {readonly, error: withOffset(connection, sql, error)};
	}
}

async function step(
	{database, readonly, positions}: Connection,
	statement: Statement,
	rowLimit: number | undefined,
	rows: Rows,
): Promise<Done> {
	const {kind} = classify(statement.source);
	const changesRows = kind === 'write';
	if (!statement.reader) {
		const {changes} = statement.run();
		return changesRows ? {changes} : {};
	}
	if (readonly && kind === 'read' && !database.inTransaction) {
		return inRead(database, positions, () => rows.take(statement, rowLimit));
	}
	const taken = await rows.take(statement, rowLimit);
	if (!changesRows || statement.readonly) return taken;
	const changes = database.prepare('SELECT changes()').pluck().get();
	return {...taken, changes: Number(changes)};
}

/**
 * Reads on a replica within a transaction of its own. The replica writes its position before it lets go of the
 * exclusive lock, so as long as the read's lock is held the position is that of what was read.
 */
async function inRead(
	database: Connection['database'],
	positions: Positions,
	read: () => Promise<Done>,
): Promise<Done> {
	database.exec('BEGIN');
	try {
		const done = await read();
		const atTxid = positions.node();
		return {...done, ...(atTxid !== undefined && {atTxid})};
	} finally {
		if (database.inTransaction) database.exec('COMMIT');
	}
}

function tooLong(sql: string): StatementError | undefined {
	const bytes = Buffer.byteLength(sql);
	if (bytes <= limits.statementBytes) return undefined;
	const [has, most] = [bytes, limits.statementBytes].map(groupDigits);
	return {
		code: 'LITESCOPE_STATEMENT_BYTES',
		message: `The statement has ${has} bytes; the longest that can be run has ${most}.`,
	};
}

function withOffset({database}: Connection, sql: string, error: StatementError): StatementError {
	if (error.code !== 'SQLITE_ERROR') return error;
	const offset = findErrorOffset(sql, error.message, text => {
		try {
			database.prepare(text);
			return undefined;
		} catch (thrown) {
			return thrown instanceof Error ? thrown.message : undefined;
		}
	});
	return offset === undefined ? error : {...error, offset};
}
