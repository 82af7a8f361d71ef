import {limits} from '../../../cluster/limits.ts';
import type {Log} from '../log/log.ts';
import {type LogRecord, mergePages} from '../log/record.ts';
import type {Batch} from '../replica/messages.ts';

/**
 * The transactions from `first` on, up to `last` or as many as one apply takes, merged into one. Undefined where
 * the log cannot give them: they are not there any more, or one of them is too large.
 */
export function nextBatch(log: Log, first: bigint, last: bigint): Batch | undefined {
	const records: LogRecord[] = [];
	let bytes = 0;
	for (let txid = first; txid <= last; txid++) {
		const record = log.record(txid);
		if (!record || (records.length > 0 && bytes + record.bytes > limits.applyBytes)) break;
		bytes += record.bytes;
		records.push(record);
	}
	const [start] = records;
	const end = records.at(-1);
	if (!start || !end || bytes > limits.applyBytes) return undefined;
	return {
		first,
		last: end.position.txid,
		preChecksum: start.preChecksum,
		postChecksum: end.position.checksum,
		pageSize: end.pageSize,
		commit: end.commit,
		timestampMs: end.timestampMs,
		pages: mergePages(records),
	};
}
