import type {ClusterSnapshot} from '../cluster/snapshot.ts';
import {shortTxid} from '../litefs/position.ts';
import type {Script} from './schema.ts';
import type {Verdict} from './verdict.ts';

type Invariant = Script['invariants'][number];
type Watch = (before: ClusterSnapshot, after: ClusterSnapshot) => readonly Verdict[];

const watches: Readonly<Record<Invariant, Watch>> = {
	'one primary'(_, {nodes}) {
		const primaries = nodes.filter(({role, status}) => role === 'primary' && status === 'running');
		if (primaries.length <= 1) return [];
		const names = primaries.map(({name}) => name).join(', ');
		return [violation('one primary', names, 'at most one primary', `${primaries.length} primaries`)];
	},
	'no TXID goes back'(before, {nodes}) {
		return nodes.flatMap(({name, position}) => {
			const was = before.nodes.find(node => node.name === name)?.position;
			if (!was || !position || position.txid >= was.txid) return [];
			const expected = `TXID ${shortTxid(was.txid)} or a later one`;
			return [violation('no TXID goes back', name, expected, `TXID ${shortTxid(position.txid)}`)];
		});
	},
};

function violation(about: string, node: string, expected: string, actual: string): Verdict {
	return {finding: 'fail', node, about, expected, actual};
}

/** What of that which must be so all the time is not so any more, from one snapshot to the next. */
export function violations(
	invariants: readonly Invariant[],
	before: ClusterSnapshot,
	after: ClusterSnapshot,
): readonly Verdict[] {
	return invariants.flatMap(name => watches[name](before, after));
}
