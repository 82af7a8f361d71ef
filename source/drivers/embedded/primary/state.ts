import {PageChecksums} from '../../../litefs/page-checksums.ts';
import {type Position, zeroPosition} from '../../../litefs/position.ts';
import type {Log} from '../log/log.ts';
import {pageOffset} from '../log/record.ts';
import type {Baseline} from './baseline.ts';

/**
 * What is known of the primary's pages when it is opened: the baseline, rolled forward over the log. Where that
 * cannot be done, the checksums are those of no page at all, so that comparing finds every page changed; the
 * position goes on from the last one known, so that a TXID is never given twice.
 */
export function restoreState(
	log: Log,
	baseline: Baseline | undefined,
	written: Position | undefined,
	pageSize: number,
): Baseline {
	const kept = baseline?.checksums.pageSize === pageSize ? baseline : undefined;
	const last = log.last?.position;
	if (kept && (!last || last.txid < kept.position.txid)) {
		log.clear();
		return kept;
	}
	if (last && log.pageSize === pageSize) {
		const checksums = kept?.checksums ?? new PageChecksums(pageSize);
		const from = (kept?.position.txid ?? 0n) + 1n;
		if (rollForward(log, checksums, from) && checksums.total === last.checksum) {
			return {position: last, checksums};
		}
	}
	if (log.pageSize !== pageSize) log.clear();
	const known = [last, baseline?.position, written].filter(position => position !== undefined);
	const newest = known.toSorted((a, b) => Number(b.txid - a.txid))[0] ?? zeroPosition;
	if (newest.txid !== last?.txid) log.clear();
	return {position: newest, checksums: new PageChecksums(pageSize)};
}

function rollForward(log: Log, checksums: PageChecksums, from: bigint): boolean {
	const last = log.last!.position.txid;
	if (from > last) return true;
	const records = log.range(from, last);
	if (!records) return false;
	const bytes = Buffer.from(new ArrayBuffer(checksums.pageSize));
	for (const record of records) {
		for (let at = 0; at < record.pages.length; at++) {
			const offset = pageOffset(record, at);
			if (record.segment.read(bytes, offset) < bytes.length) return false;
			checksums.set(record.pages[at]!, bytes);
		}
		checksums.resize(record.commit);
	}
	return true;
}
