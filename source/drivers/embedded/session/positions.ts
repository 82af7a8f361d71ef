import {readFileSync} from 'node:fs';

/** How far a session's node and the primary are, by their position files. */
export interface Positions {
	/** TXID of the session's node; undefined where its file cannot be read now. */
	node(): bigint | undefined;
	primary(): bigint | undefined;
	/** The host has told of this TXID of the node: what the file says from now on is at least that. */
	saw(txid: bigint): void;
}

/** Reads the position files at these paths when asked. They are files of their own: reading them drops no lock. */
export function watchPositions(nodePath: string, primaryPath: string): Positions {
	let seen = 0n;
	return {
		node() {
			const txid = readTxid(nodePath);
			return txid === undefined || txid > seen ? txid : seen;
		},
		primary: () => readTxid(primaryPath),
		saw(txid) {
			seen = txid;
		},
	};
}

function readTxid(path: string): bigint | undefined {
	try {
		const digits = /^([0-9a-f]{16})\//.exec(readFileSync(path, 'latin1'))?.[1];
		return digits === undefined ? undefined : BigInt(`0x${digits}`);
	} catch {
		return undefined;
	}
}
