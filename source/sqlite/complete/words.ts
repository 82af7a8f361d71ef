const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Words that a statement begins with. */
export const statementVerbs = list(`
SELECT INSERT UPDATE DELETE CREATE DROP ALTER BEGIN COMMIT ROLLBACK PRAGMA EXPLAIN WITH VALUES REPLACE VACUUM
ANALYZE REINDEX SAVEPOINT RELEASE ATTACH DETACH END
`);

/** Keywords that are used most, in about this order; the others come behind them. */
export const commonKeywords = list(`
SELECT FROM WHERE AND OR NOT NULL IN IS AS ON JOIN LEFT ORDER GROUP BY LIMIT HAVING DESC ASC DISTINCT VALUES SET
LIKE BETWEEN CASE WHEN THEN ELSE END EXISTS UNION INTO TABLE PRIMARY KEY UNIQUE REFERENCES DEFAULT CHECK
`);

/** What comes next behind a word that few things can follow. */
export const followers: Readonly<Record<string, readonly string[]>> = {
	CREATE: ['TABLE', 'INDEX', 'VIEW', 'TRIGGER', 'UNIQUE', 'TEMP', 'VIRTUAL'],
	TEMP: ['TABLE', 'VIEW', 'TRIGGER'],
	UNIQUE: ['INDEX'],
	VIRTUAL: ['TABLE'],
	DROP: ['TABLE', 'INDEX', 'VIEW', 'TRIGGER', 'COLUMN'],
	ALTER: ['TABLE'],
	ADD: ['COLUMN'],
	RENAME: ['TO', 'COLUMN'],
	INSERT: ['INTO', 'OR'],
	REPLACE: ['INTO'],
	DELETE: ['FROM'],
	ORDER: ['BY'],
	GROUP: ['BY'],
	PARTITION: ['BY'],
	PRIMARY: ['KEY'],
	FOREIGN: ['KEY'],
	BEGIN: ['IMMEDIATE', 'EXCLUSIVE', 'DEFERRED', 'TRANSACTION'],
	ROLLBACK: ['TO', 'TRANSACTION'],
	EXPLAIN: ['QUERY', ...statementVerbs],
	QUERY: ['PLAN'],
	PLAN: statementVerbs,
	LEFT: ['JOIN', 'OUTER'],
	INNER: ['JOIN'],
	CROSS: ['JOIN'],
	OUTER: ['JOIN'],
	NATURAL: ['JOIN', 'LEFT', 'INNER'],
	NOT: ['NULL', 'IN', 'EXISTS', 'LIKE', 'BETWEEN', 'GLOB'],
	IS: ['NULL', 'NOT', 'DISTINCT'],
	IF: ['EXISTS', 'NOT'],
};

/** Words behind which the name of a table follows. */
export const beforeTables = new Set([
	'FROM',
	'JOIN',
	'INTO',
	'UPDATE',
	'TABLE',
	'REFERENCES',
	'ANALYZE',
	'REINDEX',
]);

/** Functions that every build of SQLite has (https://sqlite.org/lang_corefunc.html and its neighbours). */
export const functions = list(`
abs avg cast changes char coalesce concat concat_ws count cume_dist date datetime dense_rank first_value format
glob group_concat hex ifnull iif instr json json_array json_array_length json_each json_error_position
json_extract json_group_array json_group_object json_insert json_object json_patch json_quote json_remove
json_replace json_set json_tree json_type json_valid julianday lag last_insert_rowid last_value lead length
like likelihood likely lower ltrim max min nth_value ntile nullif octet_length percent_rank printf quote random
randomblob rank replace round row_number rtrim sign sqlite_version strftime string_agg substr sum time timediff
total total_changes trim typeof unhex unicode unixepoch unlikely upper zeroblob
`);

/** Pragmas that are of use to a person (https://sqlite.org/pragma.html). */
export const pragmas = list(`
analysis_limit application_id auto_vacuum automatic_index busy_timeout cache_size case_sensitive_like
cell_size_check checkpoint_fullfsync collation_list compile_options data_version database_list
defer_foreign_keys encoding foreign_key_check foreign_key_list foreign_keys freelist_count fullfsync
function_list hard_heap_limit ignore_check_constraints incremental_vacuum index_info index_list index_xinfo
integrity_check journal_mode journal_size_limit legacy_alter_table locking_mode max_page_count mmap_size
module_list optimize page_count page_size pragma_list query_only quick_check read_uncommitted
recursive_triggers reverse_unordered_selects schema_version secure_delete shrink_memory soft_heap_limit
synchronous table_info table_list table_xinfo temp_store threads trusted_schema user_version
wal_autocheckpoint wal_checkpoint writable_schema
`);

/** Dot commands whose argument is the name of a table. */
export const dotsOfTables = new Set(['tables', 'schema', 'indexes']);
