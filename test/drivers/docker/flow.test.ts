import {describe, expect, it} from 'vitest';
import type {ClusterEvent} from '../../../source/cluster/event.ts';
import {reduce} from '../../../source/cluster/reduce.ts';
import {emptySnapshot} from '../../../source/cluster/snapshot.ts';
import {Flow} from '../../../source/drivers/docker/flow.ts';
import {Outbox} from '../../../source/drivers/outbox.ts';

/** A flow with what has come of it. */
function flow() {
	const events: ClusterEvent[] = [];
	const outbox = new Outbox(more => events.push(...more));
	const made = new Flow(outbox);
	const move = (txid: bigint, seenAtMs: number, oneByOne = true, gapless = true) => ({
		position: {txid, checksum: txid << 8n},
		seenAtMs,
		gapless,
		oneByOne,
	});
	return {
		flow: made,
		primary: (txid: bigint, atMs: number, gapless = true) =>
			made.moved('primary', 'primary', move(txid, atMs, true, gapless)),
		replica: (txid: bigint, atMs: number, name = 'replica-1') =>
			made.moved(name, 'replica', move(txid, atMs)),
		transactions() {
			outbox.flush();
			return events.reduce(reduce, emptySnapshot);
		},
	};
}

describe('the way of a transaction', () => {
	it('is from where it was seen on the primary to where it was seen on the replica', () => {
		const {primary, replica, transactions} = flow();
		primary(1n, 0);
		replica(1n, 0);
		primary(2n, 100);
		replica(2n, 106);
		expect(transactions().transactions).toMatchObject([
			{position: {txid: 2n}, seenAtMs: 100, arrivals: [{node: 'replica-1', elapsedMs: 6}]},
		]);
	});

	it('is never negative where the replica told first', () => {
		const {primary, replica, transactions} = flow();
		primary(1n, 0);
		replica(1n, 0);
		replica(2n, 99);
		primary(2n, 100);
		expect(transactions().transactions).toMatchObject([
			{position: {txid: 2n}, arrivals: [{node: 'replica-1', elapsedMs: 0}]},
		]);
	});

	it('has the statement that made it, also where that was answered before the primary told', () => {
		const {flow: made, primary, replica, transactions} = flow();
		primary(1n, 0);
		replica(1n, 0);
		made.attribute({first: 2n, last: 2n}, 'mine', 1.5, {text: '+ table a', created: ['a']});
		expect(made.behind(1n)).toBe(1n);
		replica(2n, 99);
		primary(2n, 100);
		primary(3n, 110);
		made.attribute({first: 3n, last: 3n}, 'mine too', 1);
		expect(transactions().transactions).toMatchObject([
			{statement: 'mine', durationMs: 1.5, change: {text: '+ table a'}, arrivals: [{elapsedMs: 0}]},
			{statement: 'mine too'},
		]);
	});

	it('ends with a snapshot on a replica that comes later', () => {
		const {primary, replica, transactions} = flow();
		primary(1n, 0);
		replica(1n, 0);
		primary(2n, 100);
		primary(3n, 200);
		replica(3n, 5000, 'replica-2');
		expect(transactions().transactions).toMatchObject([
			{position: {txid: 2n}, arrivals: [{node: 'replica-2', elapsedMs: 4900}]},
			{position: {txid: 3n}, arrivals: [{node: 'replica-2', elapsedMs: 4800}]},
		]);
	});

	it('is not made up for what was there before anybody looked', () => {
		const {primary, replica, transactions} = flow();
		replica(7n, 0);
		primary(7n, 1);
		replica(7n, 2, 'replica-2');
		expect(transactions()).toMatchObject({transactions: [], nodes: []});
	});

	it('is not made up for what was committed while nobody looked', () => {
		const {primary, transactions} = flow();
		primary(1n, 0);
		primary(5n, 1000, false);
		expect(transactions()).toMatchObject({transactions: [], transactionsDropped: 4});
	});
});
