import type {AppState} from '../../ui/app-state.ts';
import {noticeMs} from '../../ui/lines/message-lines.ts';
import {brightMs} from '../../ui/panes/node-facts.ts';

/**
 * In how many milliseconds something on the screen changes although nothing happens: a time that goes on, a table
 * that stops being bright, a notice that goes. Undefined while nothing does, and then nothing is drawn.
 */
export function nextTickMs({snapshot, screen}: AppState): number | undefined {
	const waits: number[] = [];
	if (snapshot.silentSinceMs !== undefined) waits.push(1000);
	for (const node of snapshot.nodes) {
		if (node.running !== undefined) waits.push(200);
		if (node.hold || node.lock || node.inTransactionSinceMs !== undefined) waits.push(1000);
		for (const {atMs} of node.newTables) {
			const left = atMs + brightMs - screen.nowMs;
			if (left > 0) waits.push(left + 1);
		}
	}
	const notice = snapshot.notices.at(-1);
	if (notice && screen.nowMs - notice.atMs < noticeMs) waits.push(notice.atMs + noticeMs - screen.nowMs + 1);
	return waits.length > 0 ? Math.min(...waits) : undefined;
}
