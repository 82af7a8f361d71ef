import {limits} from '../../../cluster/limits.ts';

/** How long to wait before something is tried again that has failed so often, in milliseconds. */
export function backoffMs(failures: number): number {
	return Math.min(limits.reconnectMs, 100 * 2 ** failures);
}
