import * as v from 'valibot';
import {limits} from '../../cluster/limits.ts';
import type {Expectation} from './expectation.ts';
import {fields} from './fields.ts';
import {count, duration, node, pagePath, sql} from './words.ts';

const control = <Head extends string>(head: Head, does: string) =>
	v.pipe(fields({[head]: node} as {readonly [Key in Head]: typeof node}), v.description(does));

/** Every kind of action, by the key that it begins with. `expectation` is what `wait` waits for. */
export const actions = (expectation: v.GenericSchema<unknown, Expectation>) =>
	({
		run: v.pipe(
			fields({run: sql, on: node}),
			v.description('Runs statements in the person’s session of the node.'),
		),
		forward: v.pipe(
			fields({forward: sql, on: node}),
			v.description('Runs statements from a replica on the primary, by LiteFS’s halt lock.'),
		),
		stop: control('stop', 'Stops the node.'),
		start: control('start', 'Starts the node.'),
		kill: control('kill', 'Ends the node without warning.'),
		pause: control('pause', 'Lets the replica answer, but apply nothing.'),
		resume: control('resume', 'Lets a paused replica apply again.'),
		link: v.pipe(
			fields({link: node, latency: v.optional(duration), cut: v.optional(v.boolean())}),
			v.description('Sets the link to the replica: how far away it is, one way, and whether it is cut.'),
		),
		get: v.pipe(
			fields({
				get: pagePath,
				times: v.optional(v.pipe(count, v.minValue(1), v.maxValue(limits.scriptPages))),
			}),
			v.description('Reads a page of the application through the ingress, once or so many times.'),
		),
		wait: v.pipe(
			fields({wait: v.pipe(v.array(expectation), v.minLength(1, 'There is nothing to wait for.'))}),
			v.description('Waits until all of this is so, up to the deadline.'),
		),
	}) as const;

type Actions = ReturnType<typeof actions>;

/** The keys that actions begin with. */
export type ActionHead = keyof Actions;

/** The action that begins with a key. */
export type ActionOf<Head extends ActionHead> = v.InferOutput<Actions[Head]>;

/** Something that is done in a step. */
export type Action = {[Head in ActionHead]: ActionOf<Head>}[ActionHead];
