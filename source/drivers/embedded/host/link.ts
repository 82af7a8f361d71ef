import type {Link as LinkInfo} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';

/**
 * The way from the primary to a replica. It carries one thing: up to which TXID the primary has sent; the pages
 * themselves are read from the log. What is under way when the link is cut is lost, and sent again when it is not.
 */
export class Link {
	readonly #onDelivered: () => void;
	#latencyMs: number;
	#cut: boolean;
	#underWay: {readonly txid: bigint; readonly sentMs: number}[] = [];
	#delivered: bigint | undefined;
	#timer: NodeJS.Timeout | undefined;

	/** `onDelivered` is called when more has come through. */
	constructor({latencyMs, cut}: LinkInfo, onDelivered: () => void) {
		this.#latencyMs = latencyMs;
		this.#cut = cut;
		this.#onDelivered = onDelivered;
	}

	get info(): LinkInfo {
		return {latencyMs: this.#latencyMs, cut: this.#cut};
	}

	/** The last TXID that came through since the ends were connected; undefined while nothing has. */
	get delivered(): bigint | undefined {
		return this.#delivered;
	}

	/** The primary is at this TXID. */
	send(txid: bigint): void {
		if (this.#cut) return;
		this.#underWay.push({txid, sentMs: clockMs()});
		if (this.#underWay.length === 1) this.#deliver();
	}

	/** Forgets what is under way and what came through: one end is gone, or is a new one. */
	disconnect(): void {
		clearTimeout(this.#timer);
		this.#underWay = [];
		this.#delivered = undefined;
	}

	/** Changes the link; what is under way then takes as long as what is sent from now on. */
	set({latencyMs, cut}: LinkInfo): void {
		this.#latencyMs = latencyMs;
		this.#cut = cut;
		if (cut) this.disconnect();
		else this.#deliver();
	}

	#deliver(): void {
		clearTimeout(this.#timer);
		const dueMs = clockMs() - this.#latencyMs;
		const waiting = this.#underWay.findIndex(({sentMs}) => sentMs > dueMs);
		const arrived = this.#underWay.splice(0, waiting < 0 ? this.#underWay.length : waiting);
		const [next] = this.#underWay;
		if (next) this.#timer = setTimeout(() => this.#deliver(), Math.max(1, next.sentMs - dueMs));
		if (arrived.length === 0) return;
		this.#delivered = arrived.at(-1)!.txid;
		this.#onDelivered();
	}
}
