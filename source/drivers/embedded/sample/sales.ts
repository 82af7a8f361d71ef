import type {Insert} from './insert.ts';
import {type Customer, pad} from './people.ts';
import type {Random} from './random.ts';
import type {Track} from './stock.ts';
import {words} from './words.ts';

/** Adds invoices with their lines; each total is the sum of its lines. Dates go up with the numbers. */
export function addInvoices(
	insert: Insert,
	random: Random,
	customers: readonly Customer[],
	tracks: readonly Track[],
	invoices: number,
): void {
	const perMonth = Math.ceil(invoices / 60);
	let itemId = 0;
	for (let id = 1; id <= invoices; id += 1) {
		const {id: customerId, city, country} = random.pick(customers);
		const month = Math.floor((id - 1) / perMonth);
		const day = 1 + Math.floor((((id - 1) % perMonth) * 28) / perMonth);
		const date = `${2021 + Math.floor(month / 12)}-${pad(1 + (month % 12))}-${pad(day)}`;
		const items = Array.from({length: random.between(1, 9)}, () => random.pick(tracks));
		const totalCents = items.reduce((sum, {priceCents}) => sum + priceCents, 0);
		insert('invoices', [id, customerId, date, city, country, totalCents / 100]);
		for (const {id: trackId, priceCents} of items) {
			itemId += 1;
			insert('invoice_items', [itemId, id, trackId, priceCents / 100, 1]);
		}
	}
}

/** Adds the shop's playlists. */
export function addPlaylists(insert: Insert, random: Random, tracks: readonly Track[]): void {
	for (const [index, name] of words.playlists.entries()) {
		insert('playlists', [index + 1, name]);
		const chosen = new Set<number>();
		for (let count = random.between(25, 90); count > 0; count -= 1) chosen.add(random.pick(tracks).id);
		for (const id of [...chosen].sort((a, b) => a - b)) insert('playlist_track', [index + 1, id]);
	}
}
