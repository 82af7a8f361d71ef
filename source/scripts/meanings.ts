/**
 * What a statement can be refused for, as scripts call it, with the explanations of the catalogue (`sqlite/errors`)
 * that mean it. The nodes' words and codes differ from driver to driver; what they mean does not.
 */
export const meanings = {
	'read-only replica': ['replica-readonly', 'replica-commit', 'replica-journal-mode'],
	'not arrived yet': ['table-not-arrived'],
	'no such table': ['no-such-table', 'table-not-arrived'],
	'another writer': ['busy', 'busy-replica', 'busy-snapshot', 'locked'],
	constraint: [
		'constraint',
		'constraint-unique',
		'constraint-unique-index',
		'constraint-not-null',
		'constraint-check',
		'constraint-foreign-key',
		'constraint-datatype',
		'constraint-trigger',
	],
	'node away': ['node-away'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** One of them. */
export type Meaning = keyof typeof meanings;

/** All of them, by name. */
export const meaningNames = Object.keys(meanings) as [Meaning, ...Meaning[]];
