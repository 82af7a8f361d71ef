import {get, type IncomingMessage} from 'node:http';
import type {PageAnswer} from '../../scripts/facts.ts';

/** How long a page may take, in milliseconds. */
const patienceMs = 10_000;

/** The header by which the application of the LiteFS stack says which node has answered (compose/node/app). */
const servedByHeader = 'x-served-by';

/** Reads a page and looks who has served it. Each on a connection of its own, as people's browsers have. */
export function readPage(ingress: string, path: string): Promise<PageAnswer> {
	const page = new URL(path, ingress);
	return new Promise(resolve => {
		const request = get(page, {
			agent: false,
			headers: {accept: 'application/json'},
			signal: AbortSignal.timeout(patienceMs),
		});
		request.on('response', response => {
			response.resume();
			resolve(answerOf(page, response));
		});
		request.on('error', error => {
			const why =
				error.name === 'TimeoutError' ? `it did not answer within ${patienceMs / 1000} s` : error.message;
			resolve({error: `${page.href} cannot be read: ${why}.`});
		});
	});
}

function answerOf(page: URL, {statusCode = 0, headers}: IncomingMessage): PageAnswer {
	if (statusCode >= 400) return {error: `${page.href} answers with status ${statusCode}.`};
	const servedBy = headers[servedByHeader];
	if (typeof servedBy === 'string') return {servedBy};
	return {error: `${page.href} does not say which node it is from: it has no ${servedByHeader} header.`};
}
