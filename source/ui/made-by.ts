import {primaryOf, replicasOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState, StatementEntry} from '../cluster/snapshot.ts';
import type {Transaction} from '../cluster/transaction.ts';

/**
 * The statement that made a transaction, run on the primary or forwarded from a replica; undefined where someone else
 * made it. What a statement committed is known for certain with its outcome, also where the transaction was told of
 * before that.
 */
export function madeBy(
	snapshot: ClusterSnapshot,
	{position: {txid}, statement}: Pick<Transaction, 'position' | 'statement'>,
): StatementEntry | undefined {
	const on = (node: NodeState | undefined) =>
		node?.transcript.findLast((candidate): candidate is StatementEntry => {
			if (candidate.kind !== 'statement') return false;
			const committed = candidate.outcome?.committed;
			return candidate.id === statement || (committed?.first === txid && committed.last === txid);
		});
	const own = on(primaryOf(snapshot));
	if (own || statement === undefined) return own;
	for (const replica of replicasOf(snapshot)) {
		const forwarded = on(replica);
		if (forwarded) return forwarded;
	}
	return undefined;
}
