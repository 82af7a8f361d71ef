import type {Entry, Raised, Texts} from './explanation.ts';

const copyFrom = ({context, primary}: Raised): string => {
	if (context.role === 'primary') {
		return 'The replicas have copies. Look at one with PRAGMA integrity_check before you rely on it, and import it as a new database.';
	}
	return context.driver === 'embedded'
		? `Stop ${context.node} and start it: what does not fit is replaced by a snapshot from ${primary}.`
		: `${primary} has the data. Stop ${context.node}, remove what LiteFS keeps of this database there (dbs/NAME in its data folder), and start it: it is given a snapshot.`;
};

const readonlyPrimary = ({error, context}: Raised): Texts => ({
	short: `${context.node} cannot be written to now.`,
	meaning:
		error.code === 'SQLITE_READONLY_DBMOVED'
			? 'The database file was moved or deleted while this session had it open.'
			: context.role === 'replica'
				? `The database on ${context.node} would have to be recovered first, and this session may only read.`
				: `This session, or the database file of ${context.node}, may only be read.`,
	advice:
		'If PRAGMA query_only answers 1, PRAGMA query_only = 0 lets the session write again. Else look at the permissions of the file and of its folder.',
	detail: [
		'Which node is primary may have changed just now: then writes are refused where they were taken before. The pane says what the node is.',
		'SQLite needs to write to the folder as well, for the journal or the WAL.',
	],
	actions: ['run-again'],
});

/** The file, or the disk that it is on. */
export const storage: readonly Entry[] = [
	{id: 'readonly', codes: ['SQLITE_READONLY'], texts: readonlyPrimary},
	{
		id: 'full',
		codes: ['SQLITE_FULL'],
		texts: ({context}) => ({
			short: `No room left on ${context.node}.`,
			meaning: `The disk of ${context.node} is full, or the database has reached PRAGMA max_page_count. The statement was undone.`,
			advice:
				'Make room, and run it again. DELETE frees pages within the file; only VACUUM makes the file smaller, and needs as much room again while it runs.',
			detail: [
				'Besides the database there are the WAL, the transactions that are kept for replicas, and temporary files for sorting. A read transaction that stays open for long keeps the WAL growing.',
				'In a transaction SQLite may have rolled back all of it: look at the prompt for whether it is still open.',
			],
			actions: ['run-again'],
		}),
	},
	{
		id: 'not-a-database',
		codes: ['SQLITE_NOTADB'],
		texts: raised => ({
			short: 'The file is not a database.',
			meaning: `The file on ${raised.context.node} does not begin as a SQLite database does. It is something else, it is encrypted, or something was written over it.`,
			advice: copyFrom(raised),
			detail: [
				'On an embedded replica it also means that a transaction was being applied when litescope was killed. The file says that it is no database until that is finished, which is the first thing that happens at the next start.',
			],
		}),
	},
	{
		id: 'corrupt',
		codes: ['SQLITE_CORRUPT'],
		texts: raised => ({
			short: 'The database file is damaged.',
			meaning: `Pages of the database on ${raised.context.node} do not fit together.`,
			advice: `PRAGMA integrity_check says where. ${copyFrom(raised)}`,
			detail: [
				'It comes from another program that wrote to the file, from a copy of the file without its WAL or journal, from a disk that lost a write, or from a -wal or journal that was removed.',
				'Compare the checksums: nodes at the same TXID with different checksums are not identical.',
			],
		}),
	},
	{
		id: 'cannot-open',
		codes: ['SQLITE_CANTOPEN'],
		texts: ({error, context}) => ({
			short: 'A file could not be opened.',
			meaning: /^unable to open database: /.test(error.message)
				? 'The file that ATTACH or VACUUM INTO names cannot be opened or made: its folder is not there, or it may not be used.'
				: `The database on ${context.node}, or a file beside it, cannot be opened.`,
			advice: `Look at the path, as ${context.node} sees it, and at the permissions of the folder.`,
			detail: [
				'SQLite makes files beside a database, so it needs to be allowed to write in the folder.',
				'On LiteFS the mount belongs to the user who runs LiteFS: another user gets this error unless `allow-other` is set. The mount takes no folders, so databases lie directly in it.',
			],
			actions: ['run-again'],
		}),
	},
	{
		id: 'io-error',
		codes: ['SQLITE_IOERR'],
		texts: ({context, primary}) => ({
			short: `Reading or writing failed on ${context.node}.`,
			meaning: `The operating system refused to read or write a file of ${context.node}. The statement was undone, and an open transaction may have been, too.`,
			advice: "Look at the node's log and at its disk, then run it again.",
			detail: [
				...(context.role === 'replica'
					? [
							`A write on a LiteFS replica in WAL mode gives the same words, and means that ${context.node} takes no writes: run it on ${primary} then.`,
						]
					: []),
				'The -wal file or a journal that is removed while the database is open has the same effect, and so has a LiteFS that was stopped under an application.',
			],
			actions: ['run-again'],
		}),
	},
];
