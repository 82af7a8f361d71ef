import {tokenize} from '../../../sqlite/tokens.ts';

/**
 * A SELECT that gives one row of NULLs with the columns of another SELECT, which is not run. The shell tells no columns
 * where there is no row.
 */
export function columnsQuery(select: string): string {
	const last = tokenize(select).findLast(
		({kind, text}) => kind !== 'space' && kind !== 'comment' && text !== ';',
	);
	const inner = select.slice(0, last?.end ?? select.length);
	return `SELECT q.* FROM (SELECT 1) LEFT JOIN (SELECT * FROM (${inner}\n) LIMIT 0) AS q ON 0;`;
}

/** SQLite makes the columns of an inner SELECT differ: the second `a` is `a:1` there. */
export function withoutCounts(columns: readonly string[]): readonly string[] {
	return columns.map((column, index) => {
		const plain = /^(.*):\d+$/s.exec(column)?.[1];
		return plain !== undefined && columns.indexOf(plain) >= 0 && columns.indexOf(plain) < index
			? plain
			: column;
	});
}
