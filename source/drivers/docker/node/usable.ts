import type {Copies} from '../../copy/copies.ts';
import type {Engine} from '../engine/engine.ts';
import type {Connection} from './connection.ts';
import {absenceOf} from './container-status.ts';
import type {Keeper} from './keeper.ts';
import type {NodeContext} from './node-context.ts';
import type {Known} from './node-report.ts';

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

/** A node as it is now. */
export interface Standing {
	readonly known: Known;
	/** Undefined while its container cannot be looked into. */
	readonly connection: Connection | undefined;
	readonly container: string;
	/** The database file in the container, where that can be looked into. */
	readonly path: string | undefined;
	/** It was at some position. */
	readonly hasDatabase: boolean;
}

/** What a session on a node needs, or a sentence why there can be none. */
export function usableOf(
	{name, engine, database, withShell}: NodeContext,
	{known: {status, reason, role}, connection, container, path, hasDatabase}: Standing,
): Usable | Copied | string {
	if (!connection || path === undefined || status === 'paused') return absenceOf(name, status, reason);
	if (!hasDatabase && role === 'replica') return `${name} has no database ${database} yet.`;
	const {keeper, reader, access} = connection;
	const {copies} = reader;
	if (copies) {
		if (!access) return unreadable(name);
		return {kind: 'copy', copies, refusal: refusalOf(name, withShell())};
	}
	const {programs} = keeper.surroundings;
	return {kind: 'shell', engine: engine(), keeper, container, database: path, programs};
}

/** What is said of a write where there is no shell. `other` is a node that has one. */
function refusalOf(node: string, other: string | undefined): string {
	const advice =
		other === undefined
			? 'Install one in the image: apt-get install sqlite3, or apk add sqlite.'
			: `Run this on ${other}, which has one.`;
	return `The container of ${node} has no sqlite3 shell, so litescope only reads copies of its database. ${advice}`;
}

/** What is said where there is neither a shell nor a way to copies. */
function unreadable(node: string): string {
	return `No SQL can be run on ${node}: there is no sqlite3 shell in its container, and LiteFS’s /export cannot be reached.`;
}
