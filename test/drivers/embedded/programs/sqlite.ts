import Database from 'better-sqlite3';

/** Another program that has a database open: runs what it is told over IPC, and answers. */
export type SqliteRequest =
	| {readonly type: 'exec'; readonly sql: string}
	| {readonly type: 'all'; readonly sql: string}
	/** Inserts rows into `t` one by one, each a transaction, until told to stop or `rows` are in. */
	| {readonly type: 'insert'; readonly rows: number; readonly bytes: number};

export interface SqliteAnswer {
	readonly rows?: readonly unknown[];
	readonly error?: string;
}

const [path, timeout] = process.argv.slice(2) as [string, string];
const connection = new Database(path, {timeout: Number(timeout)});

function answer(request: SqliteRequest): SqliteAnswer {
	try {
		if (request.type === 'all') return {rows: connection.prepare(request.sql).raw().all()};
		if (request.type === 'exec') connection.exec(request.sql);
		else insert(request.rows, request.bytes);
		return {};
	} catch (error) {
		return {error: (error as Error).message};
	}
}

function insert(rows: number, bytes: number): void {
	const statement = connection.prepare('INSERT INTO t (a) VALUES (hex(randomblob(?)))');
	for (let row = 0; row < rows; row++) statement.run(bytes);
}

process.on('message', (request: SqliteRequest) => process.send!(answer(request)));
process.on('disconnect', () => process.exit());
