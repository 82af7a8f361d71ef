import {describeAction} from '../../scripts/describe-action.ts';
import {parseDuration} from '../../scripts/duration.ts';
import {nodeNameOf} from '../../scripts/run/perform.ts';
import {alreadySo} from '../../scripts/run/phases.ts';
import type {Play} from '../../scripts/run/state.ts';
import type {Action, ActionOf} from '../../scripts/schema/action.ts';
import type {Verdict} from '../../scripts/verdict.ts';

/** What is done next in a step, in words; undefined where nothing is left in it. Waiting needs no word. */
export function nextOf({todo}: Play): string | undefined {
	const next = todo.find(action => !('wait' in action));
	return next && sayAction(next);
}

/** An action in words: a statement as it stands, in one line, and where it is run. */
export function sayAction(action: Action): string {
	const sql = sqlOf(action);
	if ('link' in action) return sayLink(action);
	if (sql === undefined) return describeAction(action) ?? 'wait';
	const line = sql.trim().replaceAll(/\s+/g, ' ');
	const node = nodeNameOf(action);
	return 'forward' in action ? `forward ${line} from ${node}` : `${line} on ${node}`;
}

function sayLink({link, latency, cut}: ActionOf<'link'>): string {
	const moves = latency === undefined ? [] : [sayDistance(link, latency)];
	const cuts = cut === undefined ? [] : [cut ? `cut the link to ${link}` : `mend the link to ${link}`];
	return [...moves, ...cuts].join(' and ');
}

function sayDistance(node: string, latency: string): string {
	if (parseDuration(latency) === 0) return `move ${node} near`;
	return `move ${node} ${latency.replace(/\D+$/, unit => ` ${unit}`)} away`;
}

/** The statements of an action; undefined for one that has none. */
export function sqlOf(action: Action): string | undefined {
	if ('run' in action) return action.run;
	return 'forward' in action ? action.forward : undefined;
}

/** What was found instead of what should be, as a part of a sentence. */
export function sayVerdicts(verdicts: readonly Verdict[]): string {
	const first = verdicts.find(({finding}) => finding !== 'pass');
	if (!first) return 'nobody could tell why';
	const {about, expected, actual} = first;
	const seen = expected === alreadySo ? 'it is so already' : actual;
	return `${about.replace(/;$/, '')}: ${seen}`.replace(/\.$/, '');
}
