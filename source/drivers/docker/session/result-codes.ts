/** A result code by name and number (https://sqlite.org/rescode.html). */
export interface ResultCode {
	readonly code: string;
	readonly number: number;
}

/** Primary result codes with the words of sqlite3_errstr for them, which a shell writes where there are no others. */
const primary: readonly (readonly [number: number, code: string, words?: string])[] = [
	[1, 'SQLITE_ERROR'],
	[2, 'SQLITE_INTERNAL'],
	[3, 'SQLITE_PERM', 'access permission denied'],
	[4, 'SQLITE_ABORT', 'query aborted'],
	[5, 'SQLITE_BUSY', 'database is locked'],
	[6, 'SQLITE_LOCKED', 'database table is locked'],
	[7, 'SQLITE_NOMEM', 'out of memory'],
	[8, 'SQLITE_READONLY', 'attempt to write a readonly database'],
	[9, 'SQLITE_INTERRUPT', 'interrupted'],
	[10, 'SQLITE_IOERR', 'disk I/O error'],
	[11, 'SQLITE_CORRUPT', 'database disk image is malformed'],
	[12, 'SQLITE_NOTFOUND', 'unknown operation'],
	[13, 'SQLITE_FULL', 'database or disk is full'],
	[14, 'SQLITE_CANTOPEN', 'unable to open database file'],
	[15, 'SQLITE_PROTOCOL', 'locking protocol'],
	[17, 'SQLITE_SCHEMA', 'database schema has changed'],
	[18, 'SQLITE_TOOBIG', 'string or blob too big'],
	[19, 'SQLITE_CONSTRAINT', 'constraint failed'],
	[20, 'SQLITE_MISMATCH', 'datatype mismatch'],
	[21, 'SQLITE_MISUSE', 'bad parameter or other API misuse'],
	[22, 'SQLITE_NOLFS', 'large file support is disabled'],
	[23, 'SQLITE_AUTH', 'authorization denied'],
	[25, 'SQLITE_RANGE', 'column index out of range'],
	[26, 'SQLITE_NOTADB', 'file is not a database'],
];

/** Words by which the kind of a violated constraint is known. */
const constraints: readonly (readonly [RegExp, string])[] = [
	[/^UNIQUE constraint failed: /, 'SQLITE_CONSTRAINT_UNIQUE'],
	[/^NOT NULL constraint failed: /, 'SQLITE_CONSTRAINT_NOTNULL'],
	[/^CHECK constraint failed/, 'SQLITE_CONSTRAINT_CHECK'],
	[/^FOREIGN KEY constraint failed$/, 'SQLITE_CONSTRAINT_FOREIGNKEY'],
	[/^cannot store .* value in .* column /, 'SQLITE_CONSTRAINT_DATATYPE'],
];

/**
 * The result code of an error: by its number where the shell gave one, else by its words, which are SQLite's own. A
 * shell knows primary codes alone; the kind of a constraint is in the words.
 */
export function resultCodeName(message: string, given: number | undefined): ResultCode {
	const constraint = constraints.find(([words]) => words.test(message));
	if (constraint && (given === undefined || given === 19)) return {code: constraint[1], number: 19};
	const known = primary.find(([number, , words]) =>
		given === undefined ? words === message || (words && message.startsWith(`${words}:`)) : number === given,
	);
	const [number, code] = known ?? [1, 'SQLITE_ERROR'];
	return {code, number};
}
