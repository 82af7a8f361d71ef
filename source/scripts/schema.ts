import * as v from 'valibot';
import {limits} from '../cluster/limits.ts';
import {meaningNames} from './meanings.ts';
import {actions} from './schema/action.ts';
import type {Choice} from './schema/choice.ts';
import {expectations} from './schema/expectation.ts';
import {fields} from './schema/fields.ts';
import {count, duration, line, prose} from './schema/words.ts';

/** What a script can need of a cluster: something it can do, or the kind that it is. */
export const requirements = [
	'embedded',
	'docker',
	'stop',
	'kill',
	'pause',
	'partition',
	'latency',
	'forward',
	'ingress',
] as const;

/** What can be so from a script's first step to its last. */
export const invariants = ['one primary', 'no TXID goes back'] as const;

const requires = v.pipe(
	v.optional(v.array(v.picklist(requirements)), []),
	v.description('What the cluster must be, or be able to do.'),
);

const howMany = `A cluster has 1 to ${limits.replicas} replicas.`;
const replicaCount = v.pipe(
	v.number(),
	v.integer(howMany),
	v.minValue(1, howMany),
	v.maxValue(limits.replicas, howMany),
);

const cluster = v.pipe(
	v.optional(
		fields({
			replicas: v.pipe(
				v.optional(replicaCount, 1),
				v.description(`How many replicas there are: 1 to ${limits.replicas}.`),
			),
			latency: v.pipe(v.optional(duration), v.description('How far away the replicas are, one way.')),
			data: v.pipe(
				v.optional(v.string(), 'sample'),
				v.description('`sample`, or the path of a database file, from the folder that the script is in.'),
			),
		}),
		{},
	),
	v.description('The cluster that the script is played on.'),
);

/**
 * The schema of a script. `choice` says how an action and an expectation are told apart: by the key that they begin
 * with where a file is read, as one of many where an editor is told of the format.
 */
export function scriptSchema(choice: Choice) {
	const expectation = choice('expectation', expectations);
	const action = choice('action', actions(expectation));
	const actionList = v.optional(v.array(action), []);
	const expectationList = v.optional(v.array(expectation), []);
	const step = fields({
		id: v.pipe(
			v.string(),
			v.regex(/^[a-z][a-z0-9-]*$/, 'An id has small letters, digits and hyphens, and begins with a letter.'),
			v.description('A short name, for progress and for messages. It stays when the text changes.'),
		),
		title: v.pipe(line, v.description('What the step is about, in a few words.')),
		say: v.pipe(prose, v.description('What is said, or what the student reads, before anything is done.')),
		notes: v.pipe(v.optional(prose), v.description('For the presenter alone.')),
		predict: v.pipe(v.optional(line), v.description('A question to answer before it is seen.')),
		requires,
		do: v.pipe(
			actionList,
			v.description('What is done. In a step with a solution it prepares what the student then does.'),
		),
		solution: v.pipe(actionList, v.description('What the student is to do.')),
		hints: v.pipe(
			v.optional(v.array(prose), []),
			v.description('What helps the student, from a nudge to the solution.'),
		),
		// biome-ignore lint/suspicious/noThenProperty: it is the word that authors write, and a list, not a function
		then: v.pipe(expectationList, v.description('Not so before the step, and so after it.')),
		holds: v.pipe(expectationList, v.description('So before the step and after it.')),
		refused: v.pipe(
			v.optional(v.picklist(meaningNames)),
			v.description('The last statement of the step is refused, and this is what for.'),
		),
		deadline: v.pipe(
			v.optional(duration),
			v.description('How long may be waited for what the step expects.'),
		),
	});
	return fields({
		format: v.pipe(v.literal(1), v.description('The version of this format.')),
		title: v.pipe(line, v.description('What it is about.')),
		about: v.pipe(line, v.description('What one has seen at its end, in a sentence.')),
		minutes: v.pipe(
			v.optional(v.pipe(count, v.minValue(1, 'It takes a minute at least.'))),
			v.description('About how long it takes a student.'),
		),
		cluster,
		requires,
		invariants: v.pipe(
			v.optional(v.array(v.picklist(invariants)), []),
			v.description('What is so from the first step to the last.'),
		),
		setup: v.pipe(actionList, v.description('What is done before the first step.')),
		steps: v.pipe(
			v.array(step),
			v.minLength(1, 'A script has at least one step.'),
			v.maxLength(limits.scriptSteps, `A script has at most ${limits.scriptSteps} steps.`),
		),
		cleanup: v.pipe(actionList, v.description('What takes away again what the script has made.')),
	});
}

/** A script as its file has it, with what it leaves out filled in. */
export type Script = v.InferOutput<ReturnType<typeof scriptSchema>>;

/** One of its steps. */
export type Step = Script['steps'][number];
