import type Database from 'better-sqlite3';
import type {Table} from '../../cluster/node.ts';

/**
 * The tables and views of a database with their columns, in the order in which they were made; not SQLite's own and
 * not the ones in which virtual tables keep their content. A table whose columns SQLite cannot tell (a view of what
 * is gone, a module that is not there) has none.
 */
export function readTables(connection: Database.Database): readonly Table[] {
	const rows = connection
		.prepare(
			`SELECT l.name, l.type FROM pragma_table_list AS l JOIN sqlite_schema AS s ON s.name = l.name
			WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND s.type IN ('table', 'view')
			AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid`,
		)
		.all() as {name: string; type: Table['kind']}[];
	const columns = connection
		.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid')
		.pluck();
	return rows.map(({name, type}) => ({name, kind: type, columns: columnsOf(columns, name)}));
}

function columnsOf(columns: Database.Statement, table: string): readonly string[] {
	try {
		return columns.all(table) as string[];
	} catch {
		return [];
	}
}
