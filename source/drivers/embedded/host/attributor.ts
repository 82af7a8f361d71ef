import type Database from 'better-sqlite3';
import type {Change} from '../../../cluster/transaction.ts';
import type {Captured} from '../primary/recorder.ts';
import {describeSchemaChange, describeWrites, readSchema, type Schema} from './changes.ts';
import type {Attribution, Outbox} from './outbox.ts';

/** How long to wait for a session to say what it did, before it is worked out. */
const waitMs = 8;
/** Transactions at once beyond which nobody reads what each did. */
const busyTransactions = 20;

/** Finds out what transactions did: from the session that made them, else from the database. */
export class Attributor {
	readonly #outbox: Outbox;
	#connection: Database.Database | undefined;
	#schema: Schema = new Map();
	/** Captured and not yet explained. */
	#open: Captured[] = [];
	/** The schema is another one than `#schema` now. */
	#schemaChanged = false;
	#databasePages = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(outbox: Outbox) {
		this.#outbox = outbox;
	}

	/** Begins with a database that is as it should be. */
	begin(connection: Database.Database): void {
		this.#connection = connection;
		this.#open = [];
		this.#readSchema();
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#connection = undefined;
	}

	/** A session says that it made this transaction, alone. */
	mark(txid: bigint, known: Attribution): void {
		this.#outbox.attribute(txid, known);
		if (known.change) this.#open = this.#open.filter(({record}) => record.position.txid !== txid);
	}

	/** Transactions were captured; the database has so many pages now. */
	captured(captured: readonly Captured[], databasePages: number): void {
		this.#databasePages = databasePages;
		if (captured.some(({schemaChanged}) => schemaChanged)) this.#schemaChanged = true;
		this.#open = [...this.#open, ...captured].slice(-busyTransactions - 1);
		this.#timer ??= setTimeout(() => this.#explain(), waitMs);
	}

	#explain(): void {
		this.#timer = undefined;
		const open = this.#open;
		this.#open = [];
		const before = this.#schema;
		if (this.#schemaChanged) this.#readSchema();
		const changedSchema = open.findLast(({schemaChanged}) => schemaChanged);
		if (changedSchema) this.#tell(changedSchema, describeSchemaChange(before, this.#schema));
		if (open.length > busyTransactions) return;
		for (const captured of open) {
			if (!captured.schemaChanged) this.#tell(captured, this.#writes(captured));
		}
	}

	#writes({record}: Captured): Change | undefined {
		try {
			return this.#connection && describeWrites(this.#connection, record.pages, this.#databasePages);
		} catch {
			// Locked or damaged just now: then nobody knows.
			return undefined;
		}
	}

	#tell({record}: Captured, change: Change | undefined): void {
		if (change) this.#outbox.attribute(record.position.txid, {change});
	}

	#readSchema(): void {
		try {
			if (this.#connection) this.#schema = readSchema(this.#connection);
			this.#schemaChanged = false;
		} catch {
			// The schema that was known stays until it can be read again.
		}
	}
}
