import type {Link as LinkInfo} from '../../../cluster/node.ts';
import {formatPosition, shortTxid} from '../../../litefs/position.ts';
import type {ReplicaState, ToReplica} from '../replica/messages.ts';
import {nextBatch} from './batches.ts';
import {Link} from './link.ts';
import type {PrimaryNode} from './primary-node.ts';

/** What a replica's thread is doing: one thing at a time. */
type UnderWay =
	| {readonly kind: 'apply'; readonly first: bigint}
	/** `release` lets the primary checkpoint again. */
	| {readonly kind: 'snapshot'; release(): void};

/** How long to wait with the next snapshot when one did not fit. */
const againMs = 100;

/** What a feed needs of its node. */
export interface FeedNode {
	send(message: ToReplica): void;
	/** Nothing but a snapshot can be applied, for this reason. */
	wantsSnapshot(why: string): void;
}

/**
 * What a replica is sent: the transactions that have come through its link, from the primary's log, as many at once
 * as there are; or the whole database, where those do not lead on from what it has.
 */
export class Feed {
	readonly #primary: PrimaryNode;
	readonly #node: FeedNode;
	readonly #link: Link;
	#open = false;
	#paused = false;
	#state: ReplicaState | undefined;
	#underWay: UnderWay | undefined;
	#wantsSnapshot = false;

	constructor(link: LinkInfo, primary: PrimaryNode, node: FeedNode) {
		this.#primary = primary;
		this.#node = node;
		this.#link = new Link(link, () => this.#pump());
	}

	get link(): LinkInfo {
		return this.#link.info;
	}

	/** The oldest TXID that the replica is reading from the log. */
	get reading(): bigint | undefined {
		return this.#underWay?.kind === 'apply' ? this.#underWay.first : undefined;
	}

	/** The replica is there, and this is what it has. */
	open(state: ReplicaState | undefined): void {
		this.#open = true;
		this.#state = state;
		this.#wantsSnapshot = false;
		this.#connect();
	}

	/** The replica is on its way out: nothing more is sent. */
	disconnect(): void {
		this.#open = false;
		this.#paused = false;
		this.#link.disconnect();
	}

	/** The replica is gone: it reads nothing any more. */
	close(): void {
		this.disconnect();
		this.#abandon();
	}

	pause(paused: boolean): void {
		this.#paused = paused;
		this.#pump();
	}

	setLink(link: LinkInfo): void {
		const wasCut = this.#link.info.cut;
		this.#link.set(link);
		if (wasCut && !link.cut) this.#connect();
	}

	/** The primary has committed up to its position, or is there again. */
	primaryAt(): void {
		if (this.#link.delivered === undefined) this.#connect();
		else this.#link.send(this.#primary.position!.txid);
	}

	/** The primary is not there any more. A snapshot that is being read goes on to its end. */
	primaryGone(): void {
		this.#link.disconnect();
	}

	/** The replica has read a snapshot; applying it may take a while. */
	received(): void {
		if (this.#underWay?.kind === 'snapshot') this.#underWay.release();
	}

	/** The replica has applied what it was sent. */
	applied(state: ReplicaState, snapshot: boolean): void {
		this.#underWay = undefined;
		this.#state = state;
		if (snapshot) this.#wantsSnapshot = false;
		this.#pump();
	}

	/** The replica's database is not what it was sent. Returns whether that is news. */
	diverged(why: string): boolean {
		if (this.#wantsSnapshot) return false;
		this.refused(why);
		return true;
	}

	/** The replica cannot use what it was sent. */
	refused(why: string): void {
		const wasSnapshot = this.#underWay?.kind === 'snapshot';
		this.#want(why);
		this.#abandon();
		if (wasSnapshot) {
			// The pages are not what is known of them: the primary must look before it sends them again.
			this.#primary.verify();
			setTimeout(() => this.#pump(), againMs);
		} else this.#pump();
	}

	#connect(): void {
		const primary = this.#primary.position;
		if (!primary || !this.#open) return;
		const ours = this.#state;
		const ahead = ours && ours.txid > primary.txid;
		const other = ours?.txid === primary.txid && ours.checksum !== primary.checksum;
		if (ahead || other) this.#want(`its position ${formatPosition(ours!)} is not one of the primary’s`);
		this.#link.disconnect();
		this.#link.send(primary.txid);
	}

	#pump(): void {
		const delivered = this.#link.delivered;
		const log = this.#primary.log;
		if (!this.#open || this.#paused || this.#underWay || delivered === undefined || !log) return;
		if (this.#wantsSnapshot || !this.#state) {
			this.#sendSnapshot();
			return;
		}
		const first = this.#state.txid + 1n;
		if (first > delivered) return;
		const batch = nextBatch(log, first, delivered);
		if (batch) {
			this.#underWay = {kind: 'apply', first};
			this.#node.send({type: 'apply', batch});
		} else {
			this.#want(`TXID ${shortTxid(first)} cannot be had from the primary’s log`);
			this.#sendSnapshot();
		}
	}

	#sendSnapshot(): void {
		const {source, release} = this.#primary.pin();
		this.#underWay = {kind: 'snapshot', release};
		this.#node.send({type: 'snapshot', source});
	}

	#want(why: string): void {
		if (this.#wantsSnapshot) return;
		this.#wantsSnapshot = true;
		this.#node.wantsSnapshot(why);
	}

	#abandon(): void {
		if (this.#underWay?.kind === 'snapshot') this.#underWay.release();
		this.#underWay = undefined;
	}
}
