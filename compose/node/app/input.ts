import {Refusal} from './refusal.ts';

export interface NewInvoice {
	readonly customerId: number;
	readonly items: readonly {readonly trackId: number; readonly quantity: number}[];
}

/** The most invoices in one list, lines of one invoice, and pieces of one track. */
export const mostListed = 100;
const mostItems = 100;
const mostPieces = 1000;

const example = '{"customer_id": 1, "items": [{"track_id": 7, "quantity": 1}]}';

/** A whole number from a path or query, from 1 to `most`. Throws a Refusal. */
export function parseNumber(text: string, what: string, most = Number.MAX_SAFE_INTEGER): number {
	const number = Number(text);
	if (/^[1-9]\d*$/.test(text) && number <= most) return number;
	throw new Refusal(400, `${what} is a whole number from 1${range(most)}, ${notThat(text)}.`);
}

/** A new invoice from a body, as JSON or as a page's form sends it. Throws a Refusal with a sentence. */
export function parseNewInvoice(body: string, contentType: string): NewInvoice {
	const type = contentType.split(';')[0]!.trim().toLowerCase();
	if (type === 'application/x-www-form-urlencoded') return fromForm(new URLSearchParams(body));
	if (type === 'application/json') return fromJson(body);
	throw new Refusal(415, `An invoice is sent as application/json, such as ${example}.`);
}

function fromForm(form: URLSearchParams): NewInvoice {
	const field = (name: string, most?: number) => parseNumber(form.get(name)?.trim() ?? '', name, most);
	return {
		customerId: field('customer_id'),
		items: [{trackId: field('track_id'), quantity: field('quantity', mostPieces)}],
	};
}

function fromJson(body: string): NewInvoice {
	const {customer_id, items} = asObject(parseJson(body), 'The body');
	if (!Array.isArray(items) || items.length === 0 || items.length > mostItems) {
		throw new Refusal(400, `items is a list of 1 to ${mostItems} tracks, such as in ${example}.`);
	}
	return {
		customerId: wholeNumber(customer_id, 'customer_id'),
		items: items.map((item: unknown, index) => {
			const {track_id, quantity = 1} = asObject(item, `items[${index}]`);
			return {
				trackId: wholeNumber(track_id, `items[${index}].track_id`),
				quantity: wholeNumber(quantity, `items[${index}].quantity`, mostPieces),
			};
		}),
	};
}

function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		throw new Refusal(400, `The body is not JSON. An invoice looks like ${example}.`);
	}
}

function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return {...value};
	throw new Refusal(400, `${what} is an object, such as in ${example}.`);
}

function wholeNumber(value: unknown, what: string, most = Number.MAX_SAFE_INTEGER): number {
	if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) return value;
	throw new Refusal(
		400,
		`${what} is a whole number from 1${range(most)}, ${notThat(JSON.stringify(value))}.`,
	);
}

function range(most: number): string {
	return most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
}

function notThat(text: string | undefined): string {
	if (text === undefined || text === '') return 'and it is missing';
	return `not ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`;
}
