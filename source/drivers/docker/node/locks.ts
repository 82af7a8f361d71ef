interface DebugVars {
	readonly store?: {
		readonly dbs?: Readonly<Record<string, {readonly locks?: Readonly<Record<string, string>>}>>;
	};
}

/** The locks that a reader holds: in rollback mode, and in WAL mode (https://sqlite.org/walformat.html#wal_locks). */
const readLocks = ['shared', 'read0', 'read1', 'read2', 'read3', 'read4'];

/** Whether somebody holds a lock for reading on a database, by LiteFS's GET /debug/vars. */
export function heldForReading(debugVars: string, database: string): boolean {
	try {
		const {store} = JSON.parse(debugVars) as DebugVars;
		const locks = store?.dbs?.[database]?.locks ?? {};
		return readLocks.some(name => locks[name] === 'shared');
	} catch {
		return false;
	}
}
