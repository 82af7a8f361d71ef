/** How many transactions' times are remembered. */
const kept = 65_536;

/** When the newest transactions were seen on the primary, on the cluster's clock. */
export class Seen {
	readonly #times = new Float64Array(kept);

	/** Notes when a TXID was seen. */
	note(txid: bigint, atMs: number): void {
		this.#times[Number(txid % BigInt(kept))] = atMs;
	}

	/** When a TXID was seen; undefined where that is not remembered. */
	atMs(txid: bigint): number | undefined {
		return this.#times[Number(txid % BigInt(kept))] || undefined;
	}
}
