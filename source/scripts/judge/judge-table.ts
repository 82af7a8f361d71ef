import type {NodeState} from '../../cluster/snapshot.ts';
import type {Facts} from '../facts.ts';
import type {Expectation, ExpectationHead, ExpectationOf} from '../schema/expectation.ts';
import type {Found} from '../verdict.ts';

/** Judges an expectation on the node that it is about. */
export type Judge<Of> = (expectation: Of, node: NodeState, facts: Facts) => Found;

/** A judge for each of some kinds. */
export type Judges<Heads extends ExpectationHead> = {readonly [Head in Heads]: Judge<ExpectationOf<Head>>};

/** Keys that name the node of an expectation. */
const nodeKeys = ['on', 'caughtUp', 'identical', 'behind', 'moved', 'held', 'arrived'] as const;

/** An expectation that is about one node. */
export type NodeExpectation = Exclude<Expectation, ExpectationOf<'servedBy'>>;

/** The node that an expectation is about, as the script calls it. */
export function nodeNameOf(expectation: NodeExpectation): string {
	const key = nodeKeys.find(name => name in expectation)!;
	return (expectation as Readonly<Record<string, unknown>>)[key] as string;
}

/** Why a node cannot be looked into now; undefined where it can. */
export function absence({name, status}: NodeState): string | undefined {
	return status === 'running' || status === 'paused' ? undefined : `${name} is ${status}`;
}
