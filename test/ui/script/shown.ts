import type {ClusterEvent} from '../../../source/cluster/event.ts';
import type {ScriptPanel} from '../../../source/ui/screen/script.ts';
import {showScript} from '../../../source/ui/script/show-script.ts';
import {freshCluster} from '../../cluster/story.ts';
import {type Person, person} from '../person.ts';

const titles = [
	'Two nodes, one database',
	'A table is made, and arrives',
	'A replica takes no writes',
	'The stale read',
];

const steps = titles.map((title, index) => ({
	id: `step-${index + 1}`,
	title,
	mark: index === 0 ? ('passed' as const) : ('open' as const),
}));

/** A demo in its second step, which waits for a key. */
export const demo: ScriptPanel = {
	kind: 'demo',
	title: 'SQLite, replicated',
	steps,
	at: 1,
	say: 'A table is made on the primary. That is a transaction: it gets the next number, the **TXID**, and goes to the\nreplica. Nothing was run on the replica, and there is the table.\n',
	predict: 'Where will the table be?',
	standing: 'waiting',
	next: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT); on primary',
	tasks: [],
	hints: [],
	hintCount: 0,
	isAuto: false,
};

const hints = [
	'The prompt must say `primary`. Ctrl+T changes the node.',
	'On `primary`: `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);`',
];

/** A lesson in its second step, of which nothing is done. */
export const lesson: ScriptPanel = {
	kind: 'lesson',
	title: 'A primary and a replica',
	steps,
	at: 1,
	say: "Writes happen on the primary. Make a table there, and watch the replica's pane:\n\n```\nCREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n```\n\nYou run nothing on the replica. It gets the transaction and applies it to its own file.\n",
	predict: 'Will you have to make the table on the replica, too?',
	predicted: 'no',
	standing: 'waiting',
	tasks: [
		{text: 'primary has the table users', isDone: false, actual: 'there is no table users'},
		{text: 'replica-1 has the table users', isDone: false, actual: 'there is no table users'},
	],
	hints: [],
	hintCount: hints.length,
	isAuto: false,
};

/** The lesson with its hints. */
export const hinted: ScriptPanel = {...lesson, hints};

/** The lesson with all that was to do done. */
export const solved: ScriptPanel = {
	...lesson,
	tasks: lesson.tasks.map(({text}) => ({text, isDone: true})),
	standing: 'passed',
};

/** Someone before whom a script is played: a demo has the keys, in a lesson the prompt has them. */
export function watching(
	script: ScriptPanel,
	size: {readonly columns?: number; readonly rows?: number} = {},
	events: readonly ClusterEvent[] = freshCluster(),
): Person {
	const someone = person(events, size);
	someone.changes(screen =>
		showScript({...screen, mode: script.kind === 'demo' ? 'script' : 'edit'}, script),
	);
	return someone;
}
