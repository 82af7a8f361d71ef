import {describeAction} from '../../scripts/describe-action.ts';
import {nodeNameOf} from '../../scripts/run/perform.ts';
import type {Play} from '../../scripts/run/state.ts';
import type {Action} from '../../scripts/schema/action.ts';
import type {Verdict} from '../../scripts/verdict.ts';

/** What is done next in a step, in words; undefined where nothing is left in it. Waiting needs no word. */
export function nextOf({todo}: Play): string | undefined {
	const next = todo.find(action => !('wait' in action));
	return next && sayAction(next);
}

/** An action in words: a statement as it stands, in one line, and where it is run. */
export function sayAction(action: Action): string {
	const sql = sqlOf(action);
	if (sql === undefined) return describeAction(action) ?? 'wait';
	const line = sql.trim().replaceAll(/\s+/g, ' ');
	const node = nodeNameOf(action);
	return 'forward' in action ? `forward ${line} from ${node}` : `${line} on ${node}`;
}

/** The statements of an action; undefined for one that has none. */
export function sqlOf(action: Action): string | undefined {
	if ('run' in action) return action.run;
	return 'forward' in action ? action.forward : undefined;
}

/** What was found instead of what should be, as a part of a sentence. */
export function sayVerdicts(verdicts: readonly Verdict[]): string {
	const [first] = verdicts.filter(({finding}) => finding !== 'pass');
	if (!first) return 'nobody could tell why';
	return `${first.about}: ${first.actual}`.replace(/\.$/, '');
}
