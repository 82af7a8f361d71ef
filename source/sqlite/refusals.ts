/** What a replica answers to a statement. */
export type ReplicaAnswer = 'works' | 'readonly' | 'io-error';

/** SQLite's words for each answer. */
export const answerWords: Readonly<Record<ReplicaAnswer, string>> = {
	works: 'works',
	readonly: 'attempt to write a readonly database',
	'io-error': 'disk I/O error',
};

/** What the last of some statements is answered on a replica, in each world. */
export interface Refusal {
	/** For people: what kind of statement this is. */
	readonly title: string;
	/** An example of it; the answer is the last one's. It uses a table users(id, name) with rows in it. */
	readonly statements: readonly string[];
	/** On litescope's embedded replicas, whose sessions open the database read-only. */
	readonly embedded: ReplicaAnswer;
	/** On LiteFS, with the database in rollback mode and in WAL mode. */
	readonly rollback: ReplicaAnswer;
	readonly wal: ReplicaAnswer;
	readonly note?: string;
}

/** Every kind of statement for which the worlds were compared, on LiteFS 0.5.14. */
export const refusals: readonly Refusal[] = [
	{
		title: 'CREATE TABLE and other changes of the schema',
		statements: ['CREATE TABLE users2 (id INTEGER)'],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'io-error',
	},
	{
		title: 'INSERT, UPDATE, DELETE',
		statements: ["INSERT INTO users (name) VALUES ('Ada')"],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'io-error',
	},
	{
		title: 'VACUUM',
		statements: ['VACUUM'],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'io-error',
	},
	{
		title: 'PRAGMA user_version = 5',
		statements: ['PRAGMA user_version = 5'],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'io-error',
	},
	{
		title: 'DELETE that finds no row',
		statements: ['DELETE FROM users WHERE 0'],
		embedded: 'readonly',
		rollback: 'works',
		wal: 'works',
		note: 'On LiteFS the refusal comes with the first page that is written, and this writes none.',
	},
	{
		title: 'PRAGMA journal_mode = WAL',
		statements: ['PRAGMA journal_mode = WAL'],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'works',
		note: 'In the mode that it asks for it changes nothing, so there is nothing to refuse.',
	},
	{
		title: 'PRAGMA journal_mode = DELETE',
		statements: ['PRAGMA journal_mode = DELETE'],
		embedded: 'works',
		rollback: 'works',
		wal: 'readonly',
		note: 'In the mode that it asks for it changes nothing, so there is nothing to refuse.',
	},
	{
		title: 'BEGIN IMMEDIATE, BEGIN EXCLUSIVE',
		statements: ['BEGIN IMMEDIATE'],
		embedded: 'works',
		rollback: 'works',
		wal: 'works',
		note: 'It takes locks only; while it is open, nothing is applied on this replica.',
	},
	{
		title: 'INSERT after BEGIN IMMEDIATE',
		statements: ['BEGIN IMMEDIATE', "INSERT INTO users (name) VALUES ('Ada')"],
		embedded: 'readonly',
		rollback: 'readonly',
		wal: 'works',
		note: 'Where it is refused the transaction stays open.',
	},
	{
		title: 'COMMIT after that',
		statements: ['BEGIN IMMEDIATE', "INSERT INTO users (name) VALUES ('Ada')", 'COMMIT'],
		embedded: 'works',
		rollback: 'works',
		wal: 'io-error',
		note: 'In WAL mode the transaction is rolled back here; in the others there was nothing to commit.',
	},
	{
		title: 'SELECT, temporary tables, integrity_check',
		statements: ['CREATE TEMP TABLE scratch (a)', 'INSERT INTO scratch SELECT id FROM users'],
		embedded: 'works',
		rollback: 'works',
		wal: 'works',
	},
];

/** What LiteFS writes to its log when it refuses a write on a replica, by journal mode. */
export const refusalLogs = {
	rollback: 'fuse: create(): cannot create journal: read only replica',
	wal: 'fuse: write(): wal error: read only replica',
} as const;
