/**
 * The cluster's clock: milliseconds, monotonic, and the same in every process of this machine, so that a time
 * taken by the host can be compared with one taken by a session.
 */
export function clockMs(): number {
	return Number(process.hrtime.bigint()) / 1e6;
}
