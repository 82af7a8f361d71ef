import {primaryOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../cluster/snapshot.ts';
import {shortTxid} from '../litefs/position.ts';
import {describeExpectation} from './describe.ts';
import {type Facts, resolveNode} from './facts.ts';
import {happenings} from './judge/happenings.ts';
import {type Judge, type NodeExpectation, nodeNameOf} from './judge/judge-table.ts';
import {schemas} from './judge/schemas.ts';
import {judgeServing} from './judge/serving.ts';
import {standings} from './judge/standings.ts';
import {states} from './judge/states.ts';
import type {Expectation} from './schema/expectation.ts';
import {cannotTell, type Found, type Verdict} from './verdict.ts';

const judges = {...states, ...schemas, ...standings, ...happenings};

/** Whether an expectation is so, by the facts. */
export function judge(expectation: Expectation, facts: Facts): Verdict {
	if ('servedBy' in expectation) return judgeServing(expectation, facts);
	const {snapshot} = facts;
	const name = nodeNameOf(expectation);
	const node = resolveNode(snapshot, name);
	const about = describeExpectation(expectation);
	const late = unseen(snapshot);
	const found = !node
		? cannotTell(about, `there is no node ${name} now`)
		: late === undefined
			? judgeOn(expectation, node, facts)
			: cannotTell(
					about,
					`TXID ${shortTxid(late)} was committed, and the primary’s position is not known yet`,
				);
	return {node: node?.name ?? name, about, ...found};
}

function judgeOn(expectation: NodeExpectation, node: NodeState, facts: Facts): Found {
	const head = Object.keys(expectation).find(key => Object.hasOwn(judges, key)) as keyof typeof judges;
	return (judges[head] as Judge<NodeExpectation>)(expectation, node, facts);
}

/**
 * A TXID that a session has committed while the primary's position is still the one before it. The two come by different
 * ways; until both are there, everything looks as if nothing had happened.
 */
function unseen(snapshot: ClusterSnapshot): bigint | undefined {
	const txid = primaryOf(snapshot)?.position?.txid;
	if (txid === undefined) return undefined;
	const committed = snapshot.nodes.flatMap(({transcript}) => {
		const last = transcript.findLast(entry => entry.kind === 'statement' && entry.outcome?.committed);
		return last?.kind === 'statement' ? [last.outcome!.committed!.last] : [];
	});
	return committed.find(last => last > txid);
}
