import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {addInvoice, listInvoices, readInvoice} from '../../compose/node/app/invoices.ts';
import {generateSample} from '../../source/drivers/embedded/sample/generate.ts';

let folder: string;
let database: DatabaseSync;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
	generateSample(join(folder, 'data.db'));
	database = new DatabaseSync(join(folder, 'data.db'));
});

afterAll(() => {
	database.close();
	rmSync(folder, {recursive: true});
});

describe('the invoices of the sample', () => {
	it('are listed newest first, and on from any of them', () => {
		const newest = listInvoices(database, 3);
		expect(newest.map(({id}) => id)).toEqual([420, 419, 418]);
		expect(listInvoices(database, 2, 418).map(({id}) => id)).toEqual([417, 416]);
	});

	it('have lines that add up to their total', () => {
		const {items, total} = readInvoice(database, 1);
		const cents = items.reduce((sum, item) => sum + Math.round(item.unit_price * 100) * item.quantity, 0);
		expect(items.length).toBeGreaterThan(0);
		expect(cents).toBe(Math.round(total * 100));
	});

	it('take another one, at the prices of its tracks', () => {
		const {price} = database.prepare('SELECT unit_price AS price FROM tracks WHERE id = 7').get() as {
			price: number;
		};
		const added = addInvoice(database, {customerId: 3, items: [{trackId: 7, quantity: 3}]}, '2026-01-02');
		expect(added).toMatchObject({id: 421, date: '2026-01-02', items: [{unit_price: price, quantity: 3}]});
		expect(added.total).toBeCloseTo(price * 3, 2);
		expect(readInvoice(database, 421)).toEqual(added);
	});

	it('that are not there are a 404, a customer or a track that is not there a 400', () => {
		expect(() => readInvoice(database, 5000)).toThrow(expect.objectContaining({status: 404}));
		const items = [{trackId: 1, quantity: 1}];
		expect(() => addInvoice(database, {customerId: 5000, items}, '')).toThrow('There is no customer 5000.');
		const noTrack = {customerId: 1, items: [{trackId: 999_999, quantity: 1}]};
		expect(() => addInvoice(database, noTrack, '')).toThrow('There is no track 999999.');
	});
});
