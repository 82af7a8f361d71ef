import {primaryOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, StatementEntry} from '../cluster/snapshot.ts';
import type {Transaction} from '../cluster/transaction.ts';

/**
 * The statement in the primary's transcript that made a transaction; undefined where someone else made it. What a
 * statement committed is known for certain with its outcome, also where the transaction was told of before that.
 */
export function madeBy(
	snapshot: ClusterSnapshot,
	{position: {txid}, statement}: Pick<Transaction, 'position' | 'statement'>,
): StatementEntry | undefined {
	const entry = primaryOf(snapshot)?.transcript.findLast(candidate => {
		if (candidate.kind !== 'statement') return false;
		const committed = candidate.outcome?.committed;
		return candidate.id === statement || (committed?.first === txid && committed.last === txid);
	});
	return entry?.kind === 'statement' ? entry : undefined;
}
