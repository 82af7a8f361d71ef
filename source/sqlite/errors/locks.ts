import type {Entry, ErrorAction, Raised, Texts} from './explanation.ts';

const againOrRollback = (inTransaction: boolean): readonly ErrorAction[] =>
	inTransaction ? ['run-again', 'rollback'] : ['run-again'];

const guardedSetting = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?(journal_mode|locking_mode)\b/i;

const busySetting = ({context}: Raised): Texts => {
	const setting = guardedSetting.exec(context.statement)?.[1]?.toLowerCase() ?? 'the setting';
	return {
		short: `${setting} stays as it is.`,
		meaning: `${setting} can only be changed while nobody else has the database open, and replication has it open all the time.`,
		advice: 'Leave it: replication needs the WAL, and needs to be able to read it.',
		detail: [
			'litescope reads each commit of the primary from its write-ahead log. With another journal mode there would be no log to read, and in exclusive locking mode nobody else could read it.',
			'LiteFS watches the journal as well as the WAL, so there both modes replicate. But there, too, do not go from WAL back to a rollback journal: on LiteFS 0.5 every replica then stops with a checksum error.',
		],
	};
};

const staleRead = ({context}: Raised): Texts => ({
	short: 'This transaction read old data.',
	meaning:
		'The open transaction began by reading, and others have committed since. It still sees the database as it was, and cannot write on top of what it has not seen.',
	advice: 'End it with ROLLBACK and begin again, with BEGIN IMMEDIATE if it is going to write.',
	detail: [
		'Waiting does not help here: SQLite says it at once, however long the busy timeout is (SQLITE_BUSY_SNAPSHOT, 517).',
	],
	actions: context.inTransaction ? ['rollback'] : ['run-again'],
});

const busyReplica = ({context, primary}: Raised): Texts => ({
	short: `${context.node} was being written to.`,
	meaning: `${context.node} was applying transactions from ${primary}, or another session has a lock on its database. A reader waits for that, up to its busy timeout, and this one waited in vain.`,
	advice: 'Run it again. If it stays so, look at the pane: it says which session holds the database.',
	detail: [
		'A replica applies a transaction under the same locks as any writer. In rollback mode readers have to wait meanwhile; in WAL mode they read the state before it.',
		'It works the other way round, too: a read transaction that is left open on a replica keeps it from applying anything.',
	],
	actions: againOrRollback(context.inTransaction),
});

const busyPrimary = ({context}: Raised): Texts => ({
	short: 'Another connection is writing.',
	meaning: `Only one connection can write to a database at a time. Another one holds the write lock on ${context.node}, and this one waited for it in vain.`,
	advice:
		'Run it again when the other has committed. PRAGMA busy_timeout = 30000 makes this session wait for up to 30 s instead of 5.',
	detail: [
		'It may be any program that has the file open: another session, an application, a sqlite3 shell with an open transaction.',
		...(context.inTransaction
			? [
					'The statement did nothing, and the transaction that was open is open still. Two transactions that wait for each other never end: one has to ROLLBACK.',
				]
			: []),
	],
	actions: againOrRollback(context.inTransaction),
});

/** Somebody else has the lock that the statement needs. */
export const locks: readonly Entry[] = [
	{
		id: 'guarded-setting',
		codes: ['SQLITE_BUSY'],
		when: (_, {role, driver, statement}) =>
			role === 'primary' && driver === 'embedded' && guardedSetting.test(statement),
		texts: busySetting,
	},
	{
		id: 'busy-snapshot',
		codes: ['SQLITE_BUSY'],
		when: ({code, number}) => code === 'SQLITE_BUSY_SNAPSHOT' || number === 517,
		texts: staleRead,
	},
	{id: 'busy-replica', codes: ['SQLITE_BUSY'], when: (_, {role}) => role === 'replica', texts: busyReplica},
	{id: 'busy', codes: ['SQLITE_BUSY'], texts: busyPrimary},
	{
		id: 'locked',
		codes: ['SQLITE_LOCKED'],
		texts: ({context}) => ({
			short: 'The table is in use in this session.',
			meaning:
				'Another statement of the same session still reads the table that this one wants to change or drop. Unlike `database is locked`, it is a conflict of the session with itself.',
			advice: 'Let the other statement end, or end the open transaction, and run it again.',
			actions: againOrRollback(context.inTransaction),
		}),
	},
	{
		id: 'protocol',
		codes: ['SQLITE_PROTOCOL'],
		texts: ({context, primary}) => ({
			short: 'The locks could not be had in time.',
			meaning: `SQLite tried to get its locks on the WAL many times and always found them taken on ${context.node}.`,
			advice: 'Run it again in a moment.',
			detail: [
				`On a LiteFS replica this comes while a large transaction is received from ${primary}: up to version 0.5.14 the locks are held for as long as the network takes.`,
			],
			actions: ['run-again'],
		}),
	},
];
