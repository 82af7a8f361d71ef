import type {NodeState} from '../cluster/snapshot.ts';
import {tokenize} from '../sqlite/tokens.ts';

/** What is done to a node as a whole. */
export type Control = 'stop' | 'start' | 'restart' | 'kill' | 'pause' | 'resume';

/** The command that does the same to a node in a container; undefined where it is in none. */
export function controlByHand({container}: NodeState, what: Control): string | undefined {
	return container && `docker ${what === 'resume' ? 'unpause' : what} ${container.name}`;
}

/** The command that runs a statement on a node; undefined where there is no file to run it on. */
export function runByHand({container, path}: NodeState, sql: string): string | undefined {
	if (container)
		return `docker exec ${container.name} sqlite3 ${container.database} ${quoted(onOneLine(sql))}`;
	return path === undefined ? undefined : `sqlite3 ${path} ${quoted(onOneLine(sql))}`;
}

/** The command that forwards a statement from a replica by LiteFS's halt lock; undefined where it is in no container. */
export function forwardByHand({container}: NodeState, sql: string): string | undefined {
	if (!container) return undefined;
	const {name, database} = container;
	return `docker exec ${name} litefs run -with-halt-lock-on ${database} -- sqlite3 ${database} ${quoted(onOneLine(sql))}`;
}

/** A statement without what it needs no more than a space for. */
function onOneLine(sql: string): string {
	return tokenize(sql)
		.map(({kind, text}) => (kind === 'space' || kind === 'comment' ? ' ' : text))
		.join('')
		.replace(/^ +| +$/g, '');
}

/** A word for a POSIX shell. */
function quoted(text: string): string {
	return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`;
}
