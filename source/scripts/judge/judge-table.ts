import type {NodeState} from '../../cluster/snapshot.ts';
import type {Facts} from '../facts.ts';
import type {Expectation, ExpectationHead, ExpectationOf} from '../schema/expectation.ts';
import type {Found} from '../verdict.ts';

/** Judges an expectation on the node that it is about. Undefined while a query has not been answered. */
export type Judge<Of> = (expectation: Of, node: NodeState, facts: Facts) => Found | undefined;

/** A judge for each of some kinds. */
export type Judges<Heads extends ExpectationHead> = {readonly [Head in Heads]: Judge<ExpectationOf<Head>>};

/** Keys that name the node of an expectation. */
const nodeKeys = ['on', 'caughtUp', 'identical', 'behind', 'moved', 'held', 'arrived'] as const;

/** The node that an expectation is about, as the script calls it. */
export function nodeNameOf(expectation: Expectation): string {
	const key = nodeKeys.find(name => name in expectation)!;
	return (expectation as Readonly<Record<string, unknown>>)[key] as string;
}

/** Why a node cannot be looked into now; undefined where it can. */
export function absence({name, status}: NodeState): string | undefined {
	return status === 'running' || status === 'paused' ? undefined : `${name} is ${status}`;
}
