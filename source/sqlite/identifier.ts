import {isReserved} from './keywords.ts';

/** A name as it can stand in a statement: bare where SQLite takes it so, else in double quotes. */
export const quoteIdentifier = (name: string): string =>
	/^[A-Za-z_][\w$]*$/.test(name) && !isReserved(name) ? name : `"${name.replaceAll('"', '""')}"`;
