import type {ServerResponse} from 'node:http';

/** What every answer says of where it comes from. */
export interface Origin {
	/** The node's name. */
	readonly node: string;
	readonly role: 'primary' | 'replica';
	/** As LiteFS prints it; null where the node has no database. What is answered is at least as new. */
	readonly position: string | null;
}

/** An answer in both its forms. */
export interface Answer {
	readonly status: number;
	readonly origin: Origin;
	/** Besides the origin. */
	readonly json: Readonly<Record<string, unknown>>;
	readonly html: () => string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Writes an answer in the form the client asked for. */
export function send(
	response: ServerResponse,
	{status, origin, json, html, headers}: Answer,
	asHtml: boolean,
): void {
	response.writeHead(status, {
		'Content-Type': asHtml ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		'Content-Security-Policy':
			"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
		'X-Content-Type-Options': 'nosniff',
		'Cache-Control': 'no-store',
		Vary: 'Accept',
		'X-Served-By': origin.node,
		...headers,
	});
	response.end(asHtml ? html() : `${JSON.stringify({...origin, ...json})}\n`);
}

/** Browsers ask for HTML first; programs get JSON. */
export function wantsHtml(accept: string | undefined): boolean {
	return /\btext\/html\b/.test(accept ?? '');
}
