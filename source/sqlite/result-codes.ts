/** SQLite's primary result codes for errors, by number (https://sqlite.org/rescode.html). */
const names: Readonly<Record<number, string>> = {
	1: 'SQLITE_ERROR',
	2: 'SQLITE_INTERNAL',
	3: 'SQLITE_PERM',
	4: 'SQLITE_ABORT',
	5: 'SQLITE_BUSY',
	6: 'SQLITE_LOCKED',
	7: 'SQLITE_NOMEM',
	8: 'SQLITE_READONLY',
	9: 'SQLITE_INTERRUPT',
	10: 'SQLITE_IOERR',
	11: 'SQLITE_CORRUPT',
	12: 'SQLITE_NOTFOUND',
	13: 'SQLITE_FULL',
	14: 'SQLITE_CANTOPEN',
	15: 'SQLITE_PROTOCOL',
	17: 'SQLITE_SCHEMA',
	18: 'SQLITE_TOOBIG',
	19: 'SQLITE_CONSTRAINT',
	20: 'SQLITE_MISMATCH',
	21: 'SQLITE_MISUSE',
	22: 'SQLITE_NOLFS',
	23: 'SQLITE_AUTH',
	25: 'SQLITE_RANGE',
	26: 'SQLITE_NOTADB',
};

/**
 * The primary result code of an error: SQLITE_READONLY for SQLITE_READONLY_DIRECTORY, and for the number 1544
 * where a driver knows no more than that. Codes that are not SQLite's stay as they are.
 */
export const primaryCode = ({code, number}: {readonly code: string; readonly number?: number}): string => {
	if (code.startsWith('SQLITE_')) return /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
	if (code !== '') return code;
	return (number !== undefined && names[number & 0xff]) || '';
};

const numbers = new Map(Object.entries(names).map(([number, name]) => [name, Number(number)]));

/** The number that the sqlite3 shell shows for an error: of an extended code that of its primary one. */
export const resultCodeNumber = (code: string): number | undefined => numbers.get(primaryCode({code}));
