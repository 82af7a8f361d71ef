/** How far a database is: the last transaction in it and the checksum of all its pages after that. */
export interface Position {
	readonly txid: bigint;
	readonly checksum: bigint;
}

/** Set in every checksum that is known; the checksum of a database without pages is this bit alone. */
export const checksumFlag = 1n << 63n;

/** The checksum of a database without pages. */
export const emptyChecksum = checksumFlag;

/** Where a database is that nothing was ever written to. */
export const zeroPosition: Position = {txid: 0n, checksum: emptyChecksum};

/** Bytes of a `<db>-pos` file: `<txid>/<checksum>` and a newline. */
export const positionBytes = 34;

/** A TXID as LiteFS writes it: 16 hexadecimal digits. */
export function formatTxid(txid: bigint): string {
	return txid.toString(16).padStart(16, '0');
}

/** A checksum as LiteFS writes it: 16 hexadecimal digits. */
export function formatChecksum(checksum: bigint): string {
	return checksum.toString(16).padStart(16, '0');
}

/** A TXID for people: hexadecimal, without leading zeros, at least two digits. */
export function shortTxid(txid: bigint): string {
	return txid.toString(16).padStart(2, '0');
}

/** A position as LiteFS's `<db>-pos` has it, without the newline. */
export function formatPosition({txid, checksum}: Position): string {
	return `${formatTxid(txid)}/${formatChecksum(checksum)}`;
}

/** The position in the text of a `<db>-pos` file, with or without its newline; undefined where it is none. */
export function parsePosition(text: string): Position | undefined {
	const match = /^([0-9a-f]{16})\/([0-9a-f]{16})\n?$/.exec(text);
	if (!match) return undefined;
	return {txid: BigInt(`0x${match[1]}`), checksum: BigInt(`0x${match[2]}`)};
}
