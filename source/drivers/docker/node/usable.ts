import type {Copies} from '../../copy/copies.ts';
import type {Engine} from '../engine/engine.ts';
import type {Keeper} from './keeper.ts';

/** What a session in a node's container needs to be opened. */
export interface Usable {
	readonly kind: 'shell';
	readonly engine: Engine;
	readonly keeper: Keeper;
	readonly container: string;
	/** The database file in the container. */
	readonly database: string;
	/** Programs that can be started there. */
	readonly programs: ReadonlySet<string>;
}

/** A node without a shell in its container, of which copies are read. */
export interface Copied {
	readonly kind: 'copy';
	readonly copies: Copies;
	/** Why nothing is written there, and what to do: sentences. */
	readonly refusal: string;
}

/** What is said of a write where there is no shell. `other` is a node that has one. */
export function refusalOf(node: string, other: string | undefined): string {
	const advice =
		other === undefined
			? 'Install one in the image: apt-get install sqlite3, or apk add sqlite.'
			: `Run this on ${other}, which has one.`;
	return `The container of ${node} has no sqlite3 shell, so litescope only reads copies of its database. ${advice}`;
}

/** What is said where there is neither a shell nor a way to copies. */
export function unreadable(node: string): string {
	return `No SQL can be run on ${node}: there is no sqlite3 shell in its container, and LiteFS’s /export cannot be reached.`;
}
