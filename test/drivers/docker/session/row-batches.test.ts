import {expect, it} from 'vitest';
import {RowBatches} from '../../../../source/drivers/docker/session/row-batches.ts';

const fails = (error: Error) => {
	throw error;
};

it('holds nothing back where rows are taken at once', async () => {
	const told: unknown[] = [];
	const batches = new RowBatches({
		taker: {columns() {}, rows: rows => void told.push(rows)},
		hold: held => told.push(held),
		failed: fails,
	});
	batches.row([1n]);
	batches.row([2n]);
	batches.flush();
	await batches.settle();
	expect(told).toEqual([[[1n], [2n]]]);
});

it('holds the shell back while rows are taken, and gives on together what comes meanwhile', async () => {
	const told: unknown[] = [];
	const taken = Promise.withResolvers<void>();
	const batches = new RowBatches({
		taker: {
			columns() {},
			rows(rows) {
				told.push(rows);
				return taken.promise;
			},
		},
		hold: held => told.push(held),
		failed: fails,
	});
	for (const value of [1n, 2n, 3n]) {
		batches.row([value]);
		batches.flush();
	}
	expect(told).toEqual([[[1n]], true]);
	taken.resolve();
	await batches.settle();
	expect(told).toEqual([[[1n]], true, false, [[2n], [3n]], true, false]);
});

it('holds nothing back any more where rows could not be taken, and says so', async () => {
	const told: unknown[] = [];
	const batches = new RowBatches({
		taker: {columns() {}, rows: async () => Promise.reject(new Error('The disk is full.'))},
		hold: held => told.push(held),
		failed: error => told.push(error.message),
	});
	batches.row([1n]);
	batches.flush();
	await expect(batches.settle()).rejects.toThrow('The disk is full.');
	expect(told).toEqual([true, false, 'The disk is full.']);
});
