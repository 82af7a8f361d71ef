/** Every limit of litescope, in one place. Where one is met, the screen or the message says so. */
export const limits = {
	/** Replicas of an embedded cluster. */
	replicas: 9,
	/** The longest statement that is run, in bytes: SQLite's own default (https://sqlite.org/limits.html, 3). */
	statementBytes: 1_000_000,
	/** Rows of one result that are kept for the grid. */
	resultRows: 10_000,
	/** Bytes of one value that are kept for the grid; `exec` has no such limit. */
	resultBytes: 64 * 1024 * 1024,
	/** Bytes of a blob and UTF-16 units of a text that `exec` shows in a table; its other formats have no limit. */
	tableCell: 1000,
	/** Results that are kept for reopening; the oldest go first. */
	results: 50,
	/** Transactions that are kept for the list. */
	transactions: 1_000,
	/** Entries of one node's transcript. */
	transcript: 1_000,
	/** Notices of the cluster as a whole. */
	notices: 20,
	/** Arrivals that a sparkline shows. */
	arrivals: 32,
	/** Lines of history that are kept between runs. */
	history: 2_000,
	/** Bytes of one entry of history; a longer one is not kept. */
	historyEntryBytes: 64 * 1024,
	/** Bytes that a terminal takes for the clipboard, in base64: the least of the known limits (hterm). */
	clipboardBytes: 74_994,
	/** Bytes that may be pasted or typed into the prompt. */
	promptBytes: 1_000_000,
	/** Steps of the prompt that can be undone. */
	undoSteps: 500,
	/** Killed texts that can be yanked. */
	kills: 30,
	/** Statements of one run. */
	statements: 1_000,
	/** Statements of a run that a session is given before it is their turn. */
	statementsAhead: 32,
	/** Sessions of an embedded cluster that are started before they are needed: the primary's and the first replicas'. */
	sessionsAhead: 4,
	/** Nesting of `.read`. */
	readDepth: 8,
	/** Bytes of LTX that the primary keeps for replicas that come back; older ones need a snapshot. */
	ltxBytes: 64 * 1024 * 1024,
	/** Bytes of WAL at which readers that keep it from being checkpointed are named. */
	walWarnBytes: 64 * 1024 * 1024,
	/** Bytes of one message between the processes of an embedded cluster. */
	frameBytes: 64 * 1024 * 1024,
	/** Bytes of LTX that a replica applies at once; one transaction with more comes as a snapshot. */
	applyBytes: 32 * 1024 * 1024,
	/** Transactions in one event; older ones of the same moment are counted only. */
	eventTransactions: 100,
	/** Bytes of a node's log; the one before is kept as well. */
	nodeLogBytes: 1024 * 1024,
	/** Pages of a database up to which is worked out which tables a transaction of someone else's wrote to. */
	attributedPages: 5_000,
	/** Highest latency of a link, in milliseconds. */
	latencyMs: 60_000,
	/** The largest database that an embedded cluster takes, in bytes (LTX's lock page lies at 1 GiB). */
	databaseBytes: 1024 * 1024 * 1024,
	/** The largest database of which a copy is made to read it, in bytes. */
	copyBytes: 1024 * 1024 * 1024,
	/** Up to how many bytes a copy is made just to tell what tables there are. */
	watchedCopyBytes: 16 * 1024 * 1024,
	/** How long after a copy for that the next one is made at the earliest, in milliseconds. */
	watchedCopyMs: 2000,
	/** How long nothing may come of a database that is being copied, in milliseconds. */
	exportMs: 20_000,
	/** How long a Docker engine may take to answer, in milliseconds. */
	engineMs: 10_000,
	/** How long one waits for a container before the others are shown without it, in milliseconds. */
	containerMs: 3000,
	/** How long a container may take to stop beyond that, in milliseconds. */
	stopMs: 60_000,
	/** How long something may be under way before that is said, in milliseconds. */
	momentMs: 1000,
	/** Last lines of a container's log that are shown. */
	logLines: 500,
	/** How often positions are looked at where a container does not tell of them, in milliseconds. */
	pollMs: 50,
	/** The same on a replica that is behind the primary. */
	pollBehindMs: 10,
	/** How often a container that tells of positions is looked at for signs of life, in milliseconds. */
	lifeMs: 1000,
	/** How often the locks of a container are looked at where a program in it must be started for that, in milliseconds. */
	lifeByToolMs: 3000,
	/** How often it is looked while a statement may wait for a lock, in milliseconds. */
	waitLookMs: 300,
	/** Since when the host of an embedded cluster or a Docker engine has not answered, in milliseconds, that is said. */
	hostSilentMs: 2000,
	/** How long such a host may take to answer who comes to it, in milliseconds. */
	hostAnswerMs: 5_000,
	/** Since when a replica has not heard from the primary, in milliseconds, that is said: more than its heartbeat. */
	silentMs: 1500,
	/** How long a replica is behind before it is looked for what keeps it from applying, in milliseconds. */
	holdMs: 150,
	/** The longest that one waits before a node or an engine is tried again, in milliseconds. */
	reconnectMs: 5000,
	/** How long a container that was asked to end is left alone, in milliseconds. It is killed after 10 s as a rule. */
	endingMs: 2000,
	/** How long nothing is asked to end before what is ours in it has ended, in milliseconds. */
	lettingEndMs: 1000,
	/** How long a node whose container was removed is kept, in case it is made anew, in milliseconds. */
	removedMs: 10_000,
	/** Last lines of a log that stand below an error of `up` and `down`. */
	stackLogLines: 15,
	/** How long `up` waits for nodes of which none moves, in milliseconds. */
	stackWaitMs: 60_000,
	/** How long a script waits for what it expects, in milliseconds, where a step does not say. */
	scriptWaitMs: 20_000,
	/** Columns of what a script says, of its titles, and lines of what it says and hints: what fits 80x24. */
	scriptColumns: 76,
	scriptTitleColumns: 60,
	scriptSayLines: 10,
	scriptHintLines: 5,
	/** Steps of a script. */
	scriptSteps: 100,
	/** How often one action of a script reads a page. */
	scriptPages: 20,
	/** The largest cluster of which a lesson keeps a checkpoint at each step, in bytes. */
	checkpointBytes: 256 * 1024 * 1024,
	/** How long is waited for a moment in which nothing writes to it, in milliseconds. */
	checkpointMs: 5000,
	/** Bytes of a script's file. */
	scriptBytes: 1_000_000,
	/** Rows of a script's query that are compared. */
	scriptRows: 1_000,
} as const;
