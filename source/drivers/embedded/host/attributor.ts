import type Database from 'better-sqlite3';
import type {Change} from '../../../cluster/transaction.ts';
import type {Attribution, Outbox} from '../../outbox.ts';
import type {Captured} from '../primary/recorder.ts';
import {
	describeRewrite,
	describeSchemaChange,
	hasSideEffects,
	readSchema,
	type Schema,
	tablesOf,
} from './changes.ts';

/** How long to wait for a session to say what it did, before it is worked out. */
const waitMs = 8;
/** Transactions at once beyond which nobody reads what each did. */
const busyTransactions = 20;
/** Statements at once beyond which nobody reads what else each wrote to. */
const busyStatements = 3;

/** Finds out what transactions did: from the session that made them, else from the database. */
export class Attributor {
	readonly #outbox: Outbox;
	#connection: Database.Database | undefined;
	#schema: Schema = new Map();
	/** A statement may have written to other tables than its own. */
	#hasSideEffects = false;
	/** What sessions said of transactions in `#open`. */
	readonly #said = new Map<bigint, Change>();
	/** Captured and not yet explained. */
	#open: Captured[] = [];
	/** What the newest ones that were explained wrote to: their session may be late to say what it did. */
	#wrote: (readonly [txid: bigint, tables: readonly string[]])[] = [];
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
		this.#wrote = [];
		this.#said.clear();
		this.#readSchema();
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#connection = undefined;
	}

	/** A session says that it made this transaction, alone. */
	mark(txid: bigint, known: Attribution): void {
		const [, tables] = this.#wrote.find(([wrote]) => wrote === txid) ?? [];
		const change = known.change && tables ? withOthers(known.change, tables) : known.change;
		this.#outbox.attribute(txid, {...known, ...(change && {change})});
		if (!known.change || tables) return;
		if (this.#hasSideEffects) this.#said.set(txid, known.change);
		else this.#open = this.#open.filter(({record}) => record.position.txid !== txid);
	}

	/** Transactions were captured; the database has so many pages now. */
	captured(captured: readonly Captured[], databasePages: number): void {
		this.#databasePages = databasePages;
		if (captured.some(({schemaChanged}) => schemaChanged)) this.#schemaChanged = true;
		const told = captured.filter(({compared}) => !compared);
		this.#open = [...this.#open, ...told].slice(-busyTransactions - 1);
		this.#timer ??= setTimeout(() => this.#explain(), waitMs);
	}

	#explain(): void {
		this.#timer = undefined;
		const open = this.#open;
		const said = new Map(this.#said);
		this.#open = [];
		this.#said.clear();
		const before = this.#schema;
		if (this.#schemaChanged) this.#readSchema();
		const changed = open.filter(
			({schemaChanged, record}) => schemaChanged && !said.has(record.position.txid),
		);
		this.#explainSchema(changed, describeSchemaChange(before, this.#schema));
		if (open.length > busyTransactions) return;
		for (const captured of open) {
			if (!captured.schemaChanged) this.#tell(captured, this.#writes(captured, said));
		}
	}

	/** Transactions that changed the schema, as far as it is known what all of them together did. */
	#explainSchema(changed: readonly Captured[], change: Change | undefined): void {
		const rewrites = new Map(
			changed.map(captured => {
				const {pages, commit} = captured.record;
				return [captured, describeRewrite(pages.length, commit)];
			}),
		);
		// VACUUM counts as a change of the schema, too, and changes nothing in it.
		const author = changed.findLast(captured => !rewrites.get(captured)) ?? changed.at(-1);
		for (const captured of changed) {
			this.#tell(captured, captured === author && change ? change : rewrites.get(captured));
		}
	}

	/** What a transaction wrote to, or what is to be added to what its session said. */
	#writes(captured: Captured, said: ReadonlyMap<bigint, Change>): Change | undefined {
		const {pages, position} = captured.record;
		const statement = said.get(position.txid);
		if (statement && said.size > busyStatements) return undefined;
		let tables: readonly string[] | undefined;
		try {
			tables = this.#connection && tablesOf(this.#connection, pages, this.#databasePages);
		} catch {
			// Locked or damaged just now: then nobody knows.
		}
		if (!tables || tables.length === 0) return undefined;
		if (statement) return withOthers(statement, tables);
		this.#wrote = [...this.#wrote, [position.txid, tables] as const].slice(-busyTransactions);
		return {text: `writes to ${tables.join(', ')}`, created: []};
	}

	#tell({record}: Captured, change: Change | undefined): void {
		if (change) this.#outbox.attribute(record.position.txid, {change});
	}

	#readSchema(): void {
		try {
			if (this.#connection) this.#schema = readSchema(this.#connection);
			this.#hasSideEffects = hasSideEffects(this.#schema);
			this.#schemaChanged = false;
		} catch {
			// The schema that was known stays until it can be read again.
		}
	}
}

/** What a statement did, and to which tables besides its own it wrote: its triggers did. */
function withOthers(statement: Change, tables: readonly string[]): Change {
	const others = tables.filter(name => !statement.text.startsWith(`${name}: `));
	if (others.length === 0) return statement;
	return {...statement, text: `${statement.text}, also writes to ${others.join(', ')}`};
}
