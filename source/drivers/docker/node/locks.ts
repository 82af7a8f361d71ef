import type {HeldLock} from '../../../cluster/node.ts';

type Locks = Readonly<Record<string, string>>;

interface DebugVars {
	readonly store?: {readonly dbs?: Readonly<Record<string, {readonly locks?: Locks}>>};
}

/** The locks that a reader holds: in rollback mode, and in WAL mode (https://sqlite.org/walformat.html#wal_locks). */
const readLocks = ['shared', 'read0', 'read1', 'read2', 'read3', 'read4'];

/** What held locks mean, those first that keep most out. */
const meanings: readonly {
	readonly kind: HeldLock['kind'];
	readonly state: 'exclusive' | 'shared';
	readonly locks: readonly string[];
}[] = [
	{kind: 'exclusive', state: 'exclusive', locks: ['pending', 'shared', 'ckpt', 'recover']},
	{kind: 'write', state: 'exclusive', locks: ['reserved', 'write']},
	{kind: 'read', state: 'shared', locks: readLocks},
];

/** What is locked of a database, by LiteFS's GET /debug/vars (its store.go); undefined where nothing is. */
export function lockOf(debugVars: string, database: string): Pick<HeldLock, 'kind' | 'name'> | undefined {
	const locks = locksOf(debugVars, database);
	for (const {kind, state, locks: names} of meanings) {
		const name = names.find(one => locks[one] === state);
		if (name !== undefined) return {kind, name: name.toUpperCase()};
	}
	return undefined;
}

/** Whether somebody holds a lock for reading on a database, by LiteFS's GET /debug/vars. */
export function heldForReading(debugVars: string, database: string): boolean {
	const locks = locksOf(debugVars, database);
	return readLocks.some(name => locks[name] === 'shared');
}

function locksOf(debugVars: string, database: string): Locks {
	try {
		const {store} = JSON.parse(debugVars) as DebugVars;
		const locks = store?.dbs?.[database]?.locks ?? {};
		// In WAL mode every open connection has these two all the time, and keeps nobody out by them.
		const isOpenInWal = locks['dms'] === 'shared' && locks['shared'] === 'shared';
		return isOpenInWal ? {...locks, shared: 'unlocked'} : locks;
	} catch {
		return {};
	}
}
