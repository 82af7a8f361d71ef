import {quoteIdentifier} from './identifier.ts';
import {toLiteral} from './values.ts';

/** The schemas of every connection; ATTACH adds more, which `PRAGMA database_list` names. */
const everySchema: readonly string[] = ['main', 'temp'];

/** One SELECT for each schema; names outside `main` get their schema's name before them, as in the shell. */
const forSchemas = (schemas: readonly string[], select: (table: string, prefix: string) => string): string =>
	schemas
		.map(schema =>
			select(
				`${quoteIdentifier(schema)}.sqlite_schema`,
				schema === 'main' ? "''" : toLiteral(`${quoteIdentifier(schema)}.`),
			),
		)
		.join('\nUNION ALL\n');

const tables = (pattern: string | undefined, schemas: readonly string[] = everySchema): string =>
	`${forSchemas(
		schemas,
		(table, prefix) =>
			`SELECT ${prefix} || name AS name FROM ${table} WHERE type IN ('table', 'view') ` +
			`AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'` +
			(pattern === undefined ? '' : ` AND name LIKE ${toLiteral(pattern)}`),
	)}\nORDER BY 1`;

const indexes = (pattern: string | undefined, schemas: readonly string[] = everySchema): string =>
	`${forSchemas(
		schemas,
		(table, prefix) =>
			`SELECT ${prefix} || name AS name FROM ${table} WHERE type = 'index'` +
			(pattern === undefined ? '' : ` AND tbl_name LIKE ${toLiteral(pattern)}`),
	)}\nORDER BY 1`;

/** How SQLite begins the statements that it keeps; a schema's name goes behind it. */
const beginnings = ['TABLE', 'VIEW', 'TRIGGER', 'INDEX', 'UNIQUE INDEX', 'VIRTUAL TABLE']
	.map(type => `('CREATE ${type} ')`)
	.join(', ');

const withSchema = (prefix: string): string =>
	prefix === "''"
		? 'sql'
		: `coalesce((SELECT column1 || ${prefix} || substr(sql, length(column1) + 1) FROM (VALUES ${beginnings}) ` +
			'WHERE substr(sql, 1, length(column1)) = column1), sql)';

/** As the shell: GLOB where the pattern has one of * ? [, else LIKE; with a point it is of schema and table. */
const matches = (pattern: string, schema: string): string => {
	const name = pattern.includes('.') ? `${schema} || lower(tbl_name)` : 'lower(tbl_name)';
	const isGlob = /[*?[]/.test(pattern);
	const literal = toLiteral(pattern.toLowerCase());
	return isGlob ? `${name} GLOB ${literal}` : `${name} LIKE ${literal} ESCAPE '\\'`;
};

const schema = (pattern: string | undefined, schemas: readonly string[] = everySchema): string => {
	let order = 0;
	const selects = forSchemas(schemas, (table, prefix) => {
		const place = order++;
		const full = toLiteral(`${schemas[place]!.toLowerCase()}.`);
		const condition = pattern === undefined ? '' : ` AND ${matches(pattern, full)}`;
		return `SELECT ${withSchema(prefix)} || ';' AS sql, ${place} AS place, rowid AS at FROM ${table} WHERE sql IS NOT NULL${condition}`;
	});
	return `SELECT sql FROM (\n${selects}\n) ORDER BY place, at`;
};

const databases = (): string => 'SELECT name, file FROM pragma_database_list';

/**
 * The SQL that answers a dot command, the same for every driver. The argument is the command's; `schemas` are
 * the databases of the connection.
 */
export const dotQueries: Readonly<
	Record<
		'tables' | 'schema' | 'indexes' | 'databases',
		(argument: string | undefined, schemas?: readonly string[]) => string
	>
> = {tables, schema, indexes, databases};
