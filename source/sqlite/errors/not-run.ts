import type {Entry} from './explanation.ts';

/** What litescope did not run, and why. Its own words say the reason, so these say what follows from it. */
export const notRun: readonly Entry[] = [
	{
		id: 'journal-mode-unseen',
		when: ({code}) => code === 'LITESCOPE_JOURNAL_MODE',
		words: /\bjournal mode (MEMORY|OFF)\b/,
		texts: ({primary}) => ({
			short: 'No replica would get what is written.',
			meaning: 'Nothing was run, and the journal mode is as it was.',
			advice: 'Leave it as it is. LiteFS replicates the modes WAL, DELETE, TRUNCATE and PERSIST.',
			detail: [
				'LiteFS learns of a commit when the journal is deleted or emptied, or when the last page of a transaction is in the WAL. In the modes MEMORY and OFF there is no journal file, so the commit is seen by nobody.',
				`The next commit in another mode may take those pages with it, so that what ${primary} has and what its replicas have is not the same in between.`,
			],
		}),
	},
	{
		id: 'journal-mode-trap',
		when: ({code}) => code === 'LITESCOPE_JOURNAL_MODE',
		texts: ({context, primary}) => ({
			short: 'Every replica would stop for good.',
			meaning: 'Nothing was run: the database is in WAL mode still, and the replicas are well.',
			advice: 'Stay in WAL mode. LiteFS replicates it as well as the rollback journal.',
			detail: [
				`LiteFS 0.5 makes a transaction without pages of this, and leaves the pages that changed out of its checksum. A replica of ${primary} that applies it finds another checksum than it was told, ends with status 99, and finds the same again at each start.`,
				`The sqlite3 shell on ${context.node} would run it without a word.`,
			],
		}),
	},
	{
		id: 'opened-read-only',
		when: ({code}) => code === 'LITESCOPE_READ_ONLY',
		texts: {
			short: 'litescope was opened with --read-only.',
			meaning: 'Nothing was run, here or on the primary.',
			advice: 'To write, open litescope without --read-only.',
		},
	},
	{
		id: 'nul',
		when: ({code}) => code === 'LITESCOPE_NUL',
		texts: {
			short: 'A NUL is in the statement.',
			meaning: 'The sqlite3 shell ends a statement at a NUL, and would run a part of it. Nothing was run.',
			advice: 'Take it out, or write it as char(0).',
		},
	},
];
