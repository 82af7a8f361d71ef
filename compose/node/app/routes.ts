import type {IncomingMessage} from 'node:http';
import type {Answer, Origin} from './answer.ts';
import {wantsHtml} from './answer.ts';
import {reading, writing} from './database.ts';
import {mostListed, parseNewInvoice, parseNumber} from './input.ts';
import {addInvoice, listInvoices, readInvoice} from './invoices.ts';
import {position} from './litefs.ts';
import {rememberWrite, waitForOwnWrite} from './own-writes.ts';
import {invoicePage, listPage} from './pages.ts';
import {Refusal} from './refusal.ts';

/** A request, and what is known of the node when it comes. */
export interface Asked {
	readonly request: IncomingMessage;
	readonly url: URL;
	/** What stands in the path for an id. */
	readonly id: string;
	readonly origin: Origin;
	/** The primary's name, where this node knows it. */
	readonly primary: string | undefined;
}

type Route = (asked: Asked) => Promise<Answer>;

const listedByDefault = 20;
/** Bytes of a body. */
const mostBytes = 64 * 1024;

/** Every path with what each method does there. */
const routes: readonly (readonly [path: RegExp, methods: Readonly<Record<string, Route>>])[] = [
	[/^\/$/, {GET: home}],
	[/^\/invoices$/, {GET: list, POST: create}],
	[/^\/invoices\/([^/]*)$/, {GET: one}],
	[/^\/health$/, {GET: health}],
];

/** What answers a method on a path. Throws a Refusal where nothing does. */
export function findRoute(method: string, path: string): {readonly route: Route; readonly id: string} {
	for (const [pattern, methods] of routes) {
		const match = pattern.exec(path);
		if (!match) continue;
		const route = methods[method === 'HEAD' ? 'GET' : method];
		if (route) return {route, id: match[1] ?? ''};
		const allowed = Object.keys(methods).join(', ');
		throw new Refusal(405, `${path} takes ${allowed}, not ${method}.`, {headers: {Allow: allowed}});
	}
	throw new Refusal(404, 'There is nothing here. Invoices are at /invoices, one of them at /invoices/1.');
}

async function home({origin}: Asked): Promise<Answer> {
	return {status: 302, origin, json: {}, html: () => '', headers: {Location: '/invoices'}};
}

async function health({origin}: Asked): Promise<Answer> {
	return {status: 200, origin, json: {}, html: () => 'ok'};
}

async function list(asked: Asked): Promise<Answer> {
	const {searchParams} = asked.url;
	const [before, limit] = [searchParams.get('before'), searchParams.get('limit')];
	const most = limit === null ? listedByDefault : parseNumber(limit, 'limit', mostListed);
	const id = before === null ? undefined : parseNumber(before, 'before');
	const origin = await readyToRead(asked);
	const invoices = reading(database => listInvoices(database, most, id));
	return {status: 200, origin, json: {invoices}, html: () => listPage(origin, invoices, most)};
}

async function one(asked: Asked): Promise<Answer> {
	const id = parseNumber(asked.id, 'The number of an invoice');
	const origin = await readyToRead(asked);
	const invoice = reading(database => readInvoice(database, id));
	return {status: 200, origin, json: {invoice}, html: () => invoicePage(origin, invoice)};
}

async function create({request, origin, primary}: Asked): Promise<Answer> {
	if (origin.role !== 'primary') {
		const name = primary ?? 'the primary, which cannot be reached now';
		throw new Refusal(421, `${origin.node} is a replica and takes no writes: send this to ${name}.`, {
			details: {primary: primary ?? ''},
		});
	}
	const invoice = parseNewInvoice(await bodyOf(request), request.headers['content-type'] ?? '');
	const today = new Date().toISOString().slice(0, 10);
	const added = writing(database => addInvoice(database, invoice, today));
	const at = await position();
	const written = {...origin, position: at ?? null};
	return {
		// A browser goes on to the page; a program has the invoice at hand.
		status: wantsHtml(request.headers.accept) ? 303 : 201,
		origin: written,
		json: {invoice: added},
		html: () => invoicePage(written, added),
		headers: {Location: `/invoices/${added.id}`, ...(at !== undefined && rememberWrite(at))},
	};
}

/** Waits for what this reader wrote. Gives the origin with a position that the rows are at least as new as. */
async function readyToRead({request, origin}: Asked): Promise<Origin> {
	if (origin.role === 'replica') await waitForOwnWrite(request.headers.cookie);
	return {...origin, position: (await position()) ?? null};
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > mostBytes) throw new Refusal(413, `A body has at most ${mostBytes} bytes.`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
