import type {Origin} from './answer.ts';
import type {Invoice, InvoiceSummary} from './invoices.ts';
import type {Refusal} from './refusal.ts';
import {style} from './style.ts';

/** The newest invoices, and a form for another. */
export function listPage(origin: Origin, invoices: readonly InvoiceSummary[], limit: number): string {
	const last = invoices.at(-1);
	const rows = invoices.map(
		({id, date, customer, city, country, total}) => `
		<tr><td class="number"><a href="/invoices/${id}">${id}</a></td><td>${text(date)}</td>
		<td>${text(customer)}</td><td class="wide">${text(`${city}, ${country}`)}</td><td class="number">${money(total)}</td></tr>`,
	);
	const older =
		last && invoices.length === limit
			? `<a href="/invoices?before=${last.id}&amp;limit=${limit}">Older invoices</a>`
			: '';
	const table =
		invoices.length === 0
			? '<p class="empty">No invoices here yet.</p>'
			: `<table><thead><tr><th class="number">Invoice</th><th>Date</th><th>Customer</th><th class="wide">Place</th>
			<th class="number">Total</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
	return page(origin, 'Invoices', `${table}<nav>${older}</nav>${form}`);
}

/** One invoice with its lines. */
export function invoicePage(origin: Origin, invoice: Invoice): string {
	const {id, date, customer, city, country, total, items} = invoice;
	const rows = items.map(
		({track, artist, quantity, unit_price}) => `
		<tr><td>${text(track)}</td><td>${text(artist)}</td><td class="number">${text(quantity)}</td>
		<td class="number">${money(unit_price)}</td></tr>`,
	);
	return page(
		origin,
		`Invoice ${id}`,
		`<p class="to"><strong>${text(customer)}</strong><br>${text(`${city}, ${country}`)}<br>
		<time>${text(date)}</time></p>
		<table><thead><tr><th>Track</th><th>Artist</th><th class="number">Pieces</th><th class="number">Price</th></tr></thead>
		<tbody>${rows.join('')}</tbody>
		<tfoot><tr><td colspan="3">Total</td><td class="number">${money(total)}</td></tr></tfoot></table>
		<nav><a href="/invoices/${id}">Ask again</a><a href="/invoices">All invoices</a></nav>`,
	);
}

/** Why there is nothing else to show. */
export function refusalPage(origin: Origin, {status, message}: Refusal): string {
	const body = `<p class="refused">${text(message)}</p><nav><a href="/invoices">All invoices</a></nav>`;
	return page(origin, `Not done (${status})`, body);
}

const form = `
<form method="post" action="/invoices">
<h2>A new invoice</h2>
<label>Customer <input name="customer_id" type="number" min="1" value="1" required></label>
<label>Track <input name="track_id" type="number" min="1" value="1" required></label>
<label>Pieces <input name="quantity" type="number" min="1" max="1000" value="1" required></label>
<button>Add, on the primary</button>
</form>`;

function page(origin: Origin, title: string, body: string): string {
	const {node, role, position} = origin;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} · ${text(node)}</title>
<style>${style}</style>
</head>
<body>
<header class="${role}">
<p>Answered by <strong id="node">${text(node)}</strong> <span id="role">${role}</span></p>
<p class="position">at <code id="position">${text(position ?? 'no position yet')}</code></p>
</header>
<main>
<h1>${text(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** What comes from a database is text, whatever is in it. */
function text(value: unknown): string {
	return String(value).replaceAll(/[&<>"']/g, character => entities[character]!);
}

function money(amount: unknown): string {
	return typeof amount === 'number' ? amount.toFixed(2) : text(amount);
}
