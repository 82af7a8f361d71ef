import type {Statement} from 'better-sqlite3';
import {clockMs} from '../../clock.ts';
import type {Value} from '../../driver.ts';
import type {FromSession} from './messages.ts';

type Row = readonly Value[];

/** Rows of a first batch, which should be on the screen at once, and of those that follow. */
const firstBatchRows = 100;
const batchRows = 500;
/** Bytes after which a batch goes out however few its rows are. */
const batchBytes = 256 * 1024;
/** Milliseconds after which rows of a slow statement go out however few they are. */
const batchMs = 50;
/** Batches that may be under way to a client that takes its time. */
const window = 16;

/** Sends the rows of one statement to the client in batches. */
export interface Rows {
	/**
	 * Steps a statement to its end, or to one row over the limit, and sends its rows. A statement that also writes
	 * is always stepped to its end.
	 */
	take(statement: Statement, rowLimit: number | undefined): Promise<{rows: number; truncated?: true}>;
	/** Milliseconds that went into sending, and waiting for the client. */
	waitedMs(): number;
	/** The client has taken a batch. */
	taken(): void;
}

/**
 * Makes the sender of one statement's rows. With `patient` it slows down to what the client takes; without, it
 * steps as fast as rows can be sent, since on a replica an unfinished statement keeps replication waiting.
 */
export function sendRows(id: string, patient: boolean, send: (message: FromSession) => Promise<void>): Rows {
	let waited = 0;
	let underWay = 0;
	let wake: (() => void) | undefined;
	const flush = async (rows: readonly Row[]) => {
		const startMs = clockMs();
		underWay += 1;
		await send({type: 'rows', id, rows});
		while (patient && underWay >= window) {
			const {promise, resolve} = Promise.withResolvers<void>();
			wake = resolve;
			await promise;
		}
		waited += clockMs() - startMs;
	};
	return {
		waitedMs: () => waited,
		taken() {
			underWay -= 1;
			wake?.();
		},
		async take(statement, rowLimit = Number.POSITIVE_INFINITY) {
			const startMs = clockMs();
			void send({type: 'columns', id, columns: statement.columns().map(({name}) => name)});
			waited += clockMs() - startMs;
			let batch: Row[] = [];
			let bytes = 0;
			let count = 0;
			let truncated = false;
			let sentMs = clockMs();
			for (const row of statement.raw(true).iterate() as IterableIterator<Row>) {
				if (count === rowLimit) {
					truncated = true;
					if (statement.readonly) break;
					continue;
				}
				count += 1;
				batch.push(row);
				bytes += bytesOf(row);
				const most = count <= firstBatchRows ? firstBatchRows : batchRows;
				if (batch.length < most && bytes < batchBytes && clockMs() - sentMs < batchMs) continue;
				await flush(batch);
				batch = [];
				bytes = 0;
				sentMs = clockMs();
			}
			if (batch.length > 0) await flush(batch);
			return truncated ? {rows: count, truncated} : {rows: count};
		},
	};
}

function bytesOf(row: Row): number {
	let bytes = 0;
	for (const value of row) {
		bytes += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
	}
	return bytes;
}
