import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import {describeExpectation} from '../describe.ts';
import {type Facts, resolveNode} from '../facts.ts';
import type {ExpectationOf} from '../schema/expectation.ts';
import {cannotTell, found, type Verdict} from '../verdict.ts';

/** Whether these nodes, and no others, have served the pages of the step. */
export function judgeServing(expectation: ExpectationOf<'servedBy'>, facts: Facts): Verdict {
	const names = meantNodes(expectation.servedBy, facts.snapshot);
	const about = describeExpectation(expectation);
	const expected = (expectation.servedBy === 'all' ? names : expectation.servedBy).join(', ');
	if (names.includes(undefined)) {
		return {node: 'ingress', about, ...cannotTell(expected, 'not all of these nodes are there now')};
	}
	const served = [...new Set(facts.servedBy)];
	const isSo = served.length === new Set(names).size && served.every(name => names.includes(name));
	const actual = served.length === 0 ? 'no page has been read in this step' : facts.servedBy.join(', ');
	return {node: 'ingress', about, ...found(isSo, expected, actual)};
}

function meantNodes(
	names: ExpectationOf<'servedBy'>['servedBy'],
	snapshot: ClusterSnapshot,
): readonly (string | undefined)[] {
	if (names !== 'all') return names.map(name => resolveNode(snapshot, name)?.name);
	return snapshot.nodes.filter(({status}) => status === 'running').map(({name}) => name);
}
