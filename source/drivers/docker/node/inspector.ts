import type {Table} from '../../../cluster/node.ts';
import type {Value} from '../../driver.ts';
import type {Ask, RowsOf} from './shell-queries.ts';

/** What a node's database is like. */
export interface DatabaseFacts {
	readonly journalMode: string;
	readonly pageSize: number;
	readonly pages: number;
}

/** Looks at a node's database in a session of litescope's own, when it is told that something has changed. */
export interface Inspector {
	refresh(): void;
	/** Resolved when it has looked for the first time, or could not. */
	readonly looked: Promise<void>;
	close(): void;
}

/** How long after a change one looks: commits come in groups. */
const settleMs = 15;

const factsQuery = `SELECT (SELECT * FROM pragma_schema_version), (SELECT * FROM pragma_journal_mode),
(SELECT * FROM pragma_page_size), (SELECT * FROM pragma_page_count);`;

/** Tables that SQLite or a virtual table keeps for itself are nobody's: their names begin with the other's. */
const tablesQuery = `SELECT s.name, s.type, s.sql LIKE 'create virtual%', x.name FROM sqlite_master AS s
LEFT JOIN pragma_table_xinfo(s.name) AS x ON x.hidden <> 1
WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid, x.cid;`;

/** A view of what is gone has no columns, and asking for them is an error; so views are without. */
const viewsQuery = "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY rowid;";

/** Whom an inspector tells, and how far its looks are apart at least, in milliseconds. */
export interface InspectorContext {
	readonly facts: (facts: DatabaseFacts) => void;
	readonly tables: (tables: readonly Table[]) => void;
	readonly apartMs: number;
}

/** How often a look that failed is tried again before something changes. */
const tries = 20;

/** Makes the inspector of a node, which asks when it is told to. */
export function createInspector(ask: Ask, tell: InspectorContext): Inspector {
	let schemaVersion: Value | undefined;
	let timer: NodeJS.Timeout | undefined;
	let lookedMs = 0;
	let looking = false;
	let wanted = false;
	let failures = 0;
	let closed = false;
	const first = Promise.withResolvers<void>();

	const look = async (rowsOf: RowsOf) => {
		const [version, journalMode, pageSize, pages] = (await rowsOf(factsQuery))[0] ?? [];
		if (closed) return;
		tell.facts({journalMode: String(journalMode), pageSize: Number(pageSize), pages: Number(pages)});
		if (version === schemaVersion) return;
		const tables = toTables(await rowsOf(tablesQuery), await rowsOf(viewsQuery));
		if (closed) return;
		schemaVersion = version;
		tell.tables(tables);
	};
	const schedule = () => {
		if (closed || timer || looking) return;
		const dueMs = Math.max(settleMs, lookedMs + tell.apartMs - Date.now());
		timer = setTimeout(async () => {
			timer = undefined;
			looking = true;
			wanted = false;
			try {
				await ask(look);
				failures = 0;
			} catch {
				// The database is locked just now, or the session ended: the next look begins anew.
				failures += 1;
				wanted ||= failures < tries;
			}
			first.resolve();
			looking = false;
			lookedMs = Date.now();
			if (wanted) schedule();
		}, dueMs);
	};
	return {
		looked: first.promise,
		refresh() {
			wanted = true;
			failures = 0;
			schedule();
		},
		close() {
			closed = true;
			first.resolve();
			clearTimeout(timer);
		},
	};
}

function toTables(
	rows: readonly (readonly Value[])[],
	views: readonly (readonly Value[])[],
): readonly Table[] {
	const tables = new Map<string, {name: string; kind: Table['kind']; columns: string[]}>();
	for (const [name, , virtual, column] of rows) {
		const key = String(name);
		const table = tables.get(key) ?? {name: key, kind: virtual ? 'virtual' : 'table', columns: []};
		if (column !== null && column !== undefined) table.columns.push(String(column));
		tables.set(key, table);
	}
	const virtual = [...tables.values()].filter(({kind}) => kind === 'virtual');
	const isShadow = (name: string) => virtual.some(owner => name.startsWith(`${owner.name}_`));
	const own = [...tables.values()].filter(({name, kind}) => kind === 'virtual' || !isShadow(name));
	return [...own, ...views.map(([name]) => ({name: String(name), kind: 'view' as const, columns: []}))];
}
