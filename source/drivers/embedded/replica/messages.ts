import type {Table} from '../../../cluster/node.ts';
import type {MergedPages} from '../log/record.ts';
import type {SnapshotSource} from '../primary/primary.ts';

/** Transactions that follow each other, merged into one: where the last image of each page lies in the log. */
export interface Batch {
	readonly first: bigint;
	readonly last: bigint;
	/** Checksum of the database before the first; 0 where the first is a whole image. */
	readonly preChecksum: bigint;
	/** Checksum of the database after the last. */
	readonly postChecksum: bigint;
	readonly pageSize: number;
	/** Pages of the database after the last. */
	readonly commit: number;
	readonly timestampMs: number;
	readonly pages: MergedPages;
}

/** What the host asks of a replica's thread. */
export type ToReplica =
	| {readonly type: 'apply'; readonly batch: Batch}
	| {readonly type: 'snapshot'; readonly source: SnapshotSource}
	| {readonly type: 'pause'; readonly paused: boolean}
	/** Close everything and exit. */
	| {readonly type: 'close'};

/** What a replica's thread tells the host. Times are on the cluster's clock. */
export type FromReplica =
	/** It has recovered; `position` is missing where it needs a snapshot. */
	| {readonly type: 'opened'; readonly state?: ReplicaState}
	| {
			readonly type: 'applied';
			readonly first: bigint;
			readonly state: ReplicaState;
			readonly snapshot: boolean;
			/** The database file is another one than before: who has it open sees the old one. */
			readonly replaced: boolean;
			readonly atMs: number;
	  }
	/** A snapshot has been read as a whole; it is not applied yet. */
	| {readonly type: 'received'}
	| {readonly type: 'tables'; readonly tables: readonly Table[]}
	/** What was sent cannot be applied to what is there; a snapshot is needed. */
	| {readonly type: 'refused'; readonly text: string}
	/** Somebody changed the database behind our back; a snapshot is needed. */
	| {readonly type: 'diverged'; readonly text: string}
	/** An unfinished read transaction keeps it from applying, since then; without `sinceMs`: not any more. */
	| {readonly type: 'hold'; readonly sinceMs?: number}
	/** It cannot go on: the error's words, and its code where it has one. */
	| {readonly type: 'failed'; readonly message: string; readonly code?: string};

/** How far a replica's database is. */
export interface ReplicaState {
	readonly txid: bigint;
	readonly checksum: bigint;
	readonly pageSize: number;
	readonly pages: number;
}
