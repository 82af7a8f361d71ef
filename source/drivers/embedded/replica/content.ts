import type {PageChecksums} from '../../../litefs/page-checksums.ts';

/** What there is in a replica's database, and what is known of its file. */
export interface Content {
	readonly txid: bigint;
	/** Checksum of the database at `txid`. */
	readonly checksum: bigint;
	/** Of all pages, with those that were received and are not applied yet. */
	readonly checksums: PageChecksums;
	/** Page 1 as it was received. */
	readonly page1: Uint8Array;
	/** Page 1, or the beginning of it, as it stands in the file. */
	readonly written: Uint8Array;
}

/** Something that was sent cannot be applied to what is there: only a snapshot helps. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}
