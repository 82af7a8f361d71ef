import type {Entry, Raised, Texts} from './explanation.ts';

const lost = ({context, primary}: Raised): Texts => ({
	short: 'The session ended.',
	meaning: `The session on ${context.node} ended while the statement ran. A transaction that was open is rolled back, and temporary tables are gone.`,
	advice: 'The next statement opens a new session. Look first whether the statement was committed.',
	detail: [
		`A statement that had committed just before is there: it has its line among the transactions of ${primary}.`,
	],
});

/** The session, its limits, and the statement's end by other means than its own. */
export const sessions: readonly Entry[] = [
	{
		id: 'cancelled',
		when: ({code}) => code.startsWith('SQLITE_INTERRUPT') || code === 'LITESCOPE_CANCELLED',
		texts: ({context}) => ({
			short: 'It was cancelled.',
			meaning: `The statement was stopped on ${context.node}. What it had changed is undone.`,
			advice: 'Change it, or run it again: the next statement opens a new session.',
			detail: [
				'SQLite undoes a statement that is stopped as a whole; half of an UPDATE is never left behind, and nothing of it leaves the node.',
			],
		}),
	},
	{
		id: 'statement-too-long',
		when: ({code}) => code === 'LITESCOPE_STATEMENT_BYTES',
		texts: {
			short: 'The statement is too long.',
			meaning: 'It has more bytes than SQLite takes in one statement by default. Nothing was run.',
			advice: 'Make several statements of it, within one transaction if they belong together.',
		},
	},
	{
		id: 'several-statements',
		when: ({code}) => code === 'LITESCOPE_SEVERAL_STATEMENTS',
		texts: {
			short: 'More than one statement.',
			meaning: 'A session runs one statement at a time. Nothing was run.',
			advice: 'End each statement with a semicolon: they are then run one after another.',
		},
	},
	{
		id: 'parameter',
		when: ({code}) => code === 'LITESCOPE_PARAMETER',
		texts: {
			short: 'A parameter has no value.',
			meaning: '?1, :name, @name and $name stand for values that a program gives. Nothing was run.',
			advice: 'Write the value in its place.',
		},
	},
	{
		id: 'copy-is-read',
		when: ({code}) => code === 'LITESCOPE_COPY',
		texts: ({context}) => ({
			short: 'A write to a copy would reach nobody.',
			meaning:
				'SQL runs in the sqlite3 shell of a node’s container. Without one a copy is read, which LiteFS gives at /export; what is written to a copy would reach nobody, so it is not run.',
			advice: 'To write here, install one in the image: apt-get install sqlite3, or apk add sqlite.',
			actions: context.role === 'replica' ? ['run-on-primary'] : [],
		}),
	},
	{
		id: 'no-copy',
		when: ({code}) => code === 'LITESCOPE_NO_COPY',
		texts: ({context}) => ({
			short: 'There is no copy to read.',
			meaning: `SQL runs in the sqlite3 shell of a node’s container. ${context.node} has none, and LiteFS gave no copy of the database at /export. Nothing was run.`,
			advice: 'Run it again, or on another node.',
			actions: ['run-again'],
		}),
	},
	{
		id: 'node-away',
		when: ({code}) => code === 'LITESCOPE_NODE_AWAY',
		texts: ({context}) => ({
			short: `${context.node} is not there now.`,
			meaning: `${context.node} takes no sessions while it is stopped or starting. Nothing was run.`,
			advice: 'Start it: Esc, then its number, then S. Or run the statement on another node.',
		}),
	},
	{id: 'session-ended', when: ({code}) => /^LITESCOPE_(?:NODE_LEFT|SESSION)/.test(code), texts: lost},
	{
		id: 'too-big',
		codes: ['SQLITE_TOOBIG'],
		texts: {
			short: 'The value or statement is too large.',
			meaning:
				'Texts and blobs, and statements, have a largest size, with which each SQLite was built: usually a thousand million bytes and a million.',
			advice: 'Make it smaller, or make several of it.',
		},
	},
	{
		id: 'out-of-memory',
		codes: ['SQLITE_NOMEM'],
		texts: ({context}) => ({
			short: `No memory left on ${context.node}.`,
			meaning: 'SQLite asked for memory and got none. The statement was undone.',
			advice: 'Read less at once: a LIMIT, fewer large values, an index for ORDER BY.',
		}),
	},
	{
		id: 'schema-changed',
		codes: ['SQLITE_SCHEMA'],
		texts: {
			short: 'The tables changed meanwhile.',
			meaning:
				'Another connection, or a transaction that was applied, changed the schema again and again while the statement was being prepared.',
			advice: 'Run it again.',
			actions: ['run-again'],
		},
	},
	{
		id: 'not-authorized',
		when: ({code, message}) => code.startsWith('SQLITE_AUTH') || /^not authorized$/.test(message),
		texts: ({context}) => ({
			short: 'This session may not do that.',
			meaning: `The session on ${context.node} does not allow it: loading extensions, for example, is switched off.`,
			advice: 'Use a sqlite3 shell of your own on the file for what a session here does not do.',
		}),
	},
	{
		id: 'aborted',
		codes: ['SQLITE_ABORT'],
		texts: {
			short: 'It was stopped by a ROLLBACK.',
			meaning: 'The transaction that the statement ran in was rolled back while it ran.',
			advice: 'Run it again.',
			actions: ['run-again'],
		},
	},
	{
		id: 'misuse',
		codes: ['SQLITE_MISUSE', 'SQLITE_RANGE', 'SQLITE_INTERNAL', 'SQLITE_NOTFOUND'],
		texts: {
			short: 'A mistake of litescope, not yours.',
			meaning:
				'SQLite was called in a way that is not allowed. No statement should be able to bring that about.',
			advice: 'Please report it, with the statement.',
		},
	},
];
