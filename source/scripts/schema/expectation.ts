import * as v from 'valibot';
import {fields} from './fields.ts';
import {count, duration, node, rows, sql} from './words.ts';

const statuses = ['starting', 'running', 'paused', 'stopped', 'killed', 'away'] as const;

/** Every kind of expectation, by the key that it begins with. */
export const expectations = {
	role: v.pipe(
		fields({role: v.picklist(['primary', 'replica']), on: node}),
		v.description('The node has this role.'),
	),
	status: v.pipe(fields({status: v.picklist(statuses), on: node}), v.description('The node is so.')),
	table: v.pipe(
		fields({table: v.string(), on: node, columns: v.optional(v.array(v.string()))}),
		v.description('The node has this table, with these columns in this order where they are given.'),
	),
	missing: v.pipe(fields({missing: v.string(), on: node}), v.description('The node has no such table.')),
	rows: v.pipe(
		fields({rows: sql, on: node, are: rows}),
		v.description('The query gives these rows on the node, asked in a session of litescope’s own.'),
	),
	answered: v.pipe(
		fields({answered: rows, on: node}),
		v.description('A statement that was run on the node in this step gave these rows.'),
	),
	caughtUp: v.pipe(
		fields({caughtUp: node}),
		v.description('The replica is at the same TXID as the primary.'),
	),
	identical: v.pipe(
		fields({identical: node}),
		v.description('The replica is at the same TXID as the primary, with the same checksum.'),
	),
	behind: v.pipe(
		fields({behind: node, by: v.optional(count)}),
		v.description('The replica is behind the primary: by so many TXIDs, or at all.'),
	),
	moved: v.pipe(
		fields({moved: node, by: count}),
		v.description('The node is so many TXIDs further than when the step began.'),
	),
	transaction: v.pipe(
		fields({transaction: v.picklist(['open', 'none']), on: node}),
		v.description('Whether a transaction is open in the person’s session of the node.'),
	),
	held: v.pipe(fields({held: node}), v.description('An unfinished read keeps the replica from applying.')),
	came: v.pipe(
		fields({came: v.picklist(['transactions', 'snapshot']), on: node}),
		v.description('What came to the replica in this step: transactions alone, or the whole database.'),
	),
	servedBy: v.pipe(
		fields({
			servedBy: v.union([v.literal('all'), v.array(node)], 'This takes a list of nodes, or `all`.'),
		}),
		v.description(
			'These nodes, and no others, have answered what was read through the ingress in this step; `all` that run.',
		),
	),
	arrived: v.pipe(
		fields({arrived: node, after: duration}),
		v.description('The last transaction that came to the replica in this step took at least so long.'),
	),
} as const;

/** The keys that expectations begin with. */
export type ExpectationHead = keyof typeof expectations;

/** The expectation that begins with a key. */
export type ExpectationOf<Head extends ExpectationHead> = v.InferOutput<(typeof expectations)[Head]>;

/** Something that must be so of the cluster. */
export type Expectation = {[Head in ExpectationHead]: ExpectationOf<Head>}[ExpectationHead];
