import {constraints} from './errors/constraints.ts';
import {
	type Entry,
	type ErrorContext,
	type Explanation,
	explainBy,
	type RaisedError,
} from './errors/explanation.ts';
import {locks} from './errors/locks.ts';
import {names} from './errors/names.ts';
import {notRun} from './errors/not-run.ts';
import {replicaWrites} from './errors/replica-writes.ts';
import {sessions} from './errors/sessions.ts';
import {statements} from './errors/statements.ts';
import {storage} from './errors/storage.ts';
import {syntax} from './errors/syntax.ts';

export type {ErrorAction, ErrorContext, Explanation, RaisedError} from './errors/explanation.ts';

/** Every entry; the first that is for an error explains it. */
export const catalogue: readonly Entry[] = [
	...notRun,
	...replicaWrites,
	...locks,
	...constraints,
	...syntax,
	...names,
	...statements,
	...storage,
	...sessions,
];

/** What is said of an error that no entry is for: that it is not known, and no more. */
const unknown = ({message}: RaisedError, {node, inTransaction}: ErrorContext): Explanation => ({
	id: 'unknown',
	short: `${node} could not run it.`,
	meaning: `litescope has no explanation for this error; the words of ${node} are all there is.`,
	advice: `Search for them together with SQLite: "${message}".`,
	detail: [],
	actions: inTransaction ? ['rollback'] : [],
});

/** What an error means where it was raised, and what to do. Never fails: an unknown error is said to be one. */
export const explain = (error: RaisedError, context: ErrorContext): Explanation => {
	for (const entry of catalogue) {
		const explanation = explainBy(entry, error, context);
		if (explanation) return explanation;
	}
	return unknown(error, context);
};
