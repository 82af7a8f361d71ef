import {describe, expect, it} from 'vitest';
import {parseNewInvoice, parseNumber} from '../../compose/node/app/input.ts';
import {nameOf} from '../../compose/node/app/node-name.ts';
import {invoicePage} from '../../compose/node/app/pages.ts';

const json = 'application/json; charset=utf-8';

describe('a new invoice', () => {
	it('is taken as JSON; a track is one piece where nothing else is said', () => {
		const body = '{"customer_id": 3, "items": [{"track_id": 7}, {"track_id": 8, "quantity": 2}]}';
		expect(parseNewInvoice(body, json)).toEqual({
			customerId: 3,
			items: [
				{trackId: 7, quantity: 1},
				{trackId: 8, quantity: 2},
			],
		});
	});

	it('is taken as the page’s form sends it', () => {
		const type = 'application/x-www-form-urlencoded';
		expect(parseNewInvoice('customer_id=3&track_id=+7&quantity=2', type)).toEqual({
			customerId: 3,
			items: [{trackId: 7, quantity: 2}],
		});
	});

	it.each([
		['', 'The body is not JSON.'],
		['null', 'The body is an object'],
		['{"customer_id": 1}', 'items is a list of 1 to 100 tracks'],
		['{"customer_id": 1, "items": []}', 'items is a list of 1 to 100 tracks'],
		['{"items": [{"track_id": 1}]}', 'customer_id is a whole number from 1, and it is missing.'],
		['{"customer_id": "1", "items": [{"track_id": 1}]}', 'customer_id is a whole number from 1, not "1".'],
		['{"customer_id": 1, "items": [7]}', 'items[0] is an object'],
		[
			'{"customer_id": 1, "items": [{"track_id": 1.5}]}',
			'items[0].track_id is a whole number from 1, not 1.5.',
		],
		[
			'{"customer_id": 1, "items": [{"track_id": 1, "quantity": 100000}]}',
			'items[0].quantity is a whole number from 1 to 1000, not 100000.',
		],
	])('%s is refused with a sentence', (body, sentence) => {
		expect(() => parseNewInvoice(body, json)).toThrow(
			expect.objectContaining({status: 400, message: expect.stringContaining(sentence)}),
		);
	});

	it('of another content type is refused with an example', () => {
		expect(() => parseNewInvoice('<invoice/>', 'text/xml')).toThrow(
			expect.objectContaining({status: 415, message: expect.stringContaining('"track_id": 7')}),
		);
	});
});

describe('a number in a path', () => {
	it('is whole and from 1', () => {
		expect(parseNumber('421', 'id')).toBe(421);
		for (const wrong of ['0', '-1', '1.5', '1e3', '01', ' 1', '', 'one', '9'.repeat(30)])
			expect(() => parseNumber(wrong, 'id')).toThrow(expect.objectContaining({status: 400}));
	});
});

describe('a page', () => {
	it('shows what is in the database as text, whatever it is', () => {
		const evil = `<script>alert("x")</script>&'`;
		const html = invoicePage(
			{node: 'primary', role: 'primary', position: null},
			{
				id: 1,
				date: evil,
				customer: evil,
				city: evil,
				country: evil,
				total: evil as unknown as number,
				items: [{track: evil, artist: evil, unit_price: 1, quantity: evil as unknown as number}],
			},
		);
		expect(html).not.toContain('<script');
		expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;');
	});
});

describe('the name of a node', () => {
	it.each([
		['litescope-primary-1.litescope_default', 'primary'],
		['my-primary-shop-replica-12.my-primary-shop_default', 'replica-12'],
		['063388fa8efe', undefined],
	])('within %s is %s', (container, name) => {
		expect(nameOf(container)).toBe(name);
	});
});
