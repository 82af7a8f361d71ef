import {limits} from '../../../cluster/limits.ts';
import type {Transaction} from '../../../cluster/transaction.ts';
import type {Captured} from '../primary/recorder.ts';

/** The newest of what was captured, as it is told of. */
export function toldTransactions(captured: readonly Captured[], seenAtMs: number): readonly Transaction[] {
	return captured.slice(-limits.eventTransactions).map(({record, compared}) => ({
		position: record.position,
		committedAt: record.timestampMs,
		seenAtMs,
		pages: record.pages.length,
		...(compared && {change: {text: comparedText(record.position.txid), created: []}}),
	}));
}

/** What is said of a transaction that is what was found different, and not what one program committed. */
function comparedText(txid: bigint): string {
	return txid === 1n
		? 'the database that the cluster began with'
		: 'what others changed while nobody watched';
}
