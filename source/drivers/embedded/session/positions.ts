import {readPositionFile} from '../position-file.ts';

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
			const txid = readPositionFile(nodePath)?.txid;
			return txid === undefined || txid > seen ? txid : seen;
		},
		primary: () => readPositionFile(primaryPath)?.txid,
		saw(txid) {
			seen = txid;
		},
	};
}
