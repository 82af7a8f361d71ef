import type {DatabaseSync} from 'node:sqlite';
import type {NewInvoice} from './input.ts';
import {Refusal} from './refusal.ts';

export interface InvoiceSummary {
	readonly id: number;
	readonly date: string;
	readonly customer: string;
	readonly city: string;
	readonly country: string;
	readonly total: number;
}

export interface InvoiceItem {
	readonly track: string;
	readonly artist: string;
	readonly unit_price: number;
	readonly quantity: number;
}

export interface Invoice extends InvoiceSummary {
	readonly items: readonly InvoiceItem[];
}

const summaries = `
SELECT invoices.id, date, first_name || ' ' || last_name AS customer, invoices.city, invoices.country, total
FROM invoices JOIN customers ON customers.id = customer_id`;

const items = `
SELECT tracks.name AS track, artists.name AS artist, invoice_items.unit_price, quantity
FROM invoice_items
JOIN tracks ON tracks.id = track_id JOIN albums ON albums.id = album_id JOIN artists ON artists.id = artist_id
WHERE invoice_id = ? ORDER BY invoice_items.id`;

/** The newest invoices, or those before one of them, newest first. */
export function listInvoices(
	database: DatabaseSync,
	limit: number,
	before?: number,
): readonly InvoiceSummary[] {
	const statement = database.prepare(`${summaries} WHERE invoices.id < ? ORDER BY invoices.id DESC LIMIT ?`);
	return statement.all(before ?? Number.MAX_SAFE_INTEGER, limit) as unknown as InvoiceSummary[];
}

/** An invoice with its lines. Throws a Refusal where there is none. */
export function readInvoice(database: DatabaseSync, id: number): Invoice {
	const summary = database.prepare(`${summaries} WHERE invoices.id = ?`).get(id);
	if (!summary) throw new Refusal(404, `There is no invoice ${id}.`);
	return {
		...(summary as unknown as InvoiceSummary),
		items: database.prepare(items).all(id) as unknown as InvoiceItem[],
	};
}

/** Adds an invoice at the tracks' prices and gives it. Throws a Refusal for a customer or track that is not there. */
export function addInvoice(database: DatabaseSync, invoice: NewInvoice, date: string): Invoice {
	const customer = database
		.prepare('SELECT city, country FROM customers WHERE id = ?')
		.get(invoice.customerId);
	if (!customer) throw new Refusal(400, `There is no customer ${invoice.customerId}.`);
	const priceOf = database.prepare('SELECT unit_price FROM tracks WHERE id = ?');
	const lines = invoice.items.map(({trackId, quantity}) => {
		const track = priceOf.get(trackId);
		if (!track) throw new Refusal(400, `There is no track ${trackId}.`);
		return {trackId, quantity, price: Number(track.unit_price)};
	});
	const totalCents = lines.reduce((sum, {price, quantity}) => sum + Math.round(price * 100) * quantity, 0);
	const {lastInsertRowid} = database
		.prepare('INSERT INTO invoices (customer_id, date, city, country, total) VALUES (?, ?, ?, ?, ?)')
		.run(invoice.customerId, date, customer.city!, customer.country!, totalCents / 100);
	const addLine = database.prepare(
		'INSERT INTO invoice_items (invoice_id, track_id, unit_price, quantity) VALUES (?, ?, ?, ?)',
	);
	for (const {trackId, price, quantity} of lines) addLine.run(lastInsertRowid, trackId, price, quantity);
	return readInvoice(database, Number(lastInsertRowid));
}
