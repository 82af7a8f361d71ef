import {hasReceived, txidOf} from './litefs.ts';
import {Refusal} from './refusal.ts';

/*
 * A writer reads its own writes: the answer to a write leaves the TXID in a cookie, and a node that has not received
 * that transaction waits for it before it answers this reader.
 */
const cookieName = 'litescope-txid';
/** Seconds after a write for which this is looked after; replicas are behind by milliseconds. */
const cookieSeconds = 60;
/** How long a replica waits, in milliseconds, before the reader is sent to another node. */
const patienceMs = 500;

/** The header that makes a client remember its write. */
export function rememberWrite(at: string): Readonly<Record<string, string>> {
	const value = `${cookieName}=${txidOf(at)}; Max-Age=${cookieSeconds}; Path=/; HttpOnly; SameSite=Lax`;
	return {'Set-Cookie': value};
}

/** Waits until this replica has what the client wrote. Rejects with a Refusal where it does not come in time. */
export async function waitForOwnWrite(cookies: string | undefined): Promise<void> {
	const [, txid] = new RegExp(`(?:^|;\\s*)${cookieName}=([0-9a-f]{16})(?:;|$)`).exec(cookies ?? '') ?? [];
	if (txid === undefined || (await hasReceived(txid, patienceMs))) return;
	throw new Refusal(504, 'This replica has not yet received what you wrote. Try again, or another node.');
}
