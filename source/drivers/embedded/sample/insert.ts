import type {Database, Statement} from 'better-sqlite3';

/** Adds a row with a value for each column of a table, in their order. */
export type Insert = (table: string, values: readonly (string | number | null)[]) => void;

/** Inserts into the tables of a database, with one prepared statement for each. */
export function inserter(database: Database): Insert {
	const statements = new Map<string, Statement>();
	return (table, values) => {
		let statement = statements.get(table);
		if (!statement) {
			statement = database.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`);
			statements.set(table, statement);
		}
		statement.run(values);
	};
}
