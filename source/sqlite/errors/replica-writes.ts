import {classify} from '../classify.ts';
import {refusalLogs} from '../refusals.ts';
import {primaryCode} from '../result-codes.ts';
import type {Entry, ErrorContext, Raised, RaisedError, Texts} from './explanation.ts';

const isWal = ({journalMode}: ErrorContext): boolean => journalMode.toLowerCase() === 'wal';

/**
 * Whether a replica refused a write. In WAL mode LiteFS's refusal reaches SQLite as a failed write to a file, so
 * an I/O error of a statement that writes means the same there.
 */
export const isReplicaRefusal = (error: RaisedError, context: ErrorContext): boolean => {
	if (context.role !== 'replica' || classify(context.statement).kind === 'read') return false;
	const code = primaryCode(error);
	return code === 'SQLITE_READONLY' || (code === 'SQLITE_IOERR' && isWal(context));
};

const onLiteFs = {
	rollback:
		'With the database in rollback mode, SQLite makes a journal beside it before it changes a page. LiteFS does not let a replica make one, and SQLite says `attempt to write a readonly database` (SQLITE_READONLY_DIRECTORY, 1544). LiteFS logs: ' +
		refusalLogs.rollback,
	wal:
		'With the database in WAL mode, SQLite writes to the -wal file. LiteFS refuses that write, and all that SQLite can say of it is `disk I/O error` (SQLITE_IOERR_WRITE, 778). It is the same refusal, and no disk is broken. LiteFS logs: ' +
		refusalLogs.wal,
};

/** Why this node said it, and what another would have said. */
const detailOf = ({context, primary}: Raised): readonly string[] => {
	const elsewhere = `On ${primary} the statement would run, become the next transaction, and be applied here like every other.`;
	if (context.driver === 'embedded') {
		return [
			'A session on a replica opens the database read-only. So SQLite itself refuses the statement, with result code 8, SQLITE_READONLY, before anything is changed.',
			elsewhere,
			'On LiteFS the file can be opened for writing, and the refusal comes later.',
			onLiteFs.rollback,
			onLiteFs.wal,
		];
	}
	const [here, there] = isWal(context)
		? [onLiteFs.wal, onLiteFs.rollback]
		: [onLiteFs.rollback, onLiteFs.wal];
	return [
		here,
		there,
		elsewhere,
		'An application that opens its replica read-only is told SQLITE_READONLY in both modes, by SQLite itself.',
		"A replica can also write through the primary: LiteFS's halt lock stops the primary's own writes for a moment, and the transaction is sent there.",
	];
};

const meaningOf = ({error, context, primary}: Raised): string => {
	const plain = `${context.node} is a replica: it applies what ${primary} commits, and takes no writes of its own.`;
	return primaryCode(error) === 'SQLITE_IOERR'
		? `${plain} The I/O error is that refusal in disguise: no disk is broken.`
		: plain;
};

const refusedWrite = (raised: Raised): Texts => {
	const {context, primary} = raised;
	const open = context.inTransaction
		? ' The transaction that is open here cannot write anything: end it with ROLLBACK.'
		: '';
	return {
		short: `${context.node} takes no writes.`,
		meaning: meaningOf(raised),
		advice: `Run it on ${primary}: what it changes then arrives here.${open}`,
		detail: detailOf(raised),
		actions: ['run-on-primary', 'forward', ...(context.inTransaction ? (['rollback'] as const) : [])],
	};
};

const refusedCommit = (raised: Raised): Texts => {
	const {context, primary} = raised;
	const state = context.inTransaction
		? 'The transaction is still open.'
		: 'The transaction has been rolled back: nothing of it is in the database.';
	return {
		short: `${context.node} commits no writes.`,
		meaning: `${meaningOf(raised)} ${state}`,
		advice: `Run the statements of the transaction on ${primary}, from its BEGIN on.`,
		detail: [
			'In WAL mode the pages that a transaction changes may be kept in memory until COMMIT writes them, so on a LiteFS replica BEGIN and INSERT seem to work and the refusal comes with COMMIT.',
			...detailOf(raised),
		],
		actions: context.inTransaction ? ['rollback'] : [],
	};
};

const refusedJournalMode = ({context, primary}: Raised): Texts => {
	return {
		short: `${context.node} keeps its journal mode.`,
		meaning: `The journal mode is written into the database file, and ${context.node} is a replica: it writes nothing to the file but what ${primary} commits.`,
		advice: 'Leave it as it is: reading works in either mode.',
		detail: [
			`Do not change it on ${primary} without care either. On LiteFS 0.5, going from WAL back to a rollback journal makes a transaction without pages, and every replica stops with a checksum error.`,
		],
	};
};

const isJournalMode = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?journal_mode\b/i;

/** A write, of any kind, that a replica refused. */
export const replicaWrites: readonly Entry[] = [
	{
		id: 'replica-journal-mode',
		when: (error, context) => isReplicaRefusal(error, context) && isJournalMode.test(context.statement),
		texts: refusedJournalMode,
	},
	{
		id: 'replica-commit',
		when: (error, context) =>
			isReplicaRefusal(error, context) && classify(context.statement).kind === 'transaction',
		texts: refusedCommit,
	},
	{id: 'replica-readonly', when: isReplicaRefusal, texts: refusedWrite},
];
