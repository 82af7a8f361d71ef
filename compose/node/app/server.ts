import {createServer, type IncomingMessage} from 'node:http';
import {type Answer, type Origin, send, wantsHtml} from './answer.ts';
import {position, standing} from './litefs.ts';
import {nodeName} from './node-name.ts';
import {refusalPage} from './pages.ts';
import {Refusal} from './refusal.ts';
import {findRoute} from './routes.ts';

const port = 8081;

const server = createServer(async (request, response) => {
	const origin: Origin = {node: await nodeName(), role: 'replica', position: null};
	const answer = await answerTo(request).catch(error => refused(error, origin));
	// A body that was not read would be taken for the next request.
	if (!request.complete) response.setHeader('Connection', 'close');
	send(response, answer, wantsHtml(request.headers.accept));
});

async function answerTo(request: IncomingMessage): Promise<Answer> {
	const [{isPrimary, primary}, node, at] = await Promise.all([standing(), nodeName(), position()]);
	const origin: Origin = {node, role: isPrimary ? 'primary' : 'replica', position: at ?? null};
	try {
		const url = urlOf(request);
		const {route, id} = findRoute(request.method ?? 'GET', url.pathname);
		return await route({request, url, id, origin, primary});
	} catch (error) {
		return refused(error, origin);
	}
}

/** Where a request goes, with a host of no meaning. Throws a Refusal. */
function urlOf({url: target = '/'}: IncomingMessage): URL {
	// As a relative address, what begins with two slashes would name a host.
	const url = URL.parse(target.startsWith('/') ? `http://node${target}` : target);
	if (url === null) throw new Refusal(400, 'That is not an address. Invoices are at /invoices.');
	return url;
}

function refused(error: unknown, origin: Origin): Answer {
	const refusal =
		error instanceof Refusal ? error : new Refusal(500, `${origin.node} failed: ${(error as Error).message}`);
	if (refusal.status >= 500) process.stderr.write(`${refusal.message}\n`);
	return {
		status: refusal.status,
		origin,
		json: {error: refusal.message, ...refusal.details},
		html: () => refusalPage(origin, refusal),
		...(refusal.headers && {headers: refusal.headers}),
	};
}

server.listen(port, () => process.stdout.write(`invoices on port ${port}\n`));

process.once('SIGTERM', () => {
	server.close(() => process.exit(0));
	server.closeIdleConnections();
});
