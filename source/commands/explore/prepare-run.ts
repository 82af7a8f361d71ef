import {limits} from '../../cluster/limits.ts';
import {type DotCommand, dotQueries, parseDot} from '../../sqlite/dot.ts';
import {splitInput} from '../../sqlite/split.ts';
import type {DotRun} from '../../ui/screen/state.ts';

/** One statement to be run, and the dot command it stands for, if it does. */
export interface Item {
	readonly sql: string;
	readonly dot?: DotRun;
}

/** What was typed, as what has to be done. */
export interface Prepared {
	readonly items: readonly Item[];
	/** `.help` and `.quit`, which are the screen's own. */
	readonly after?: 'help' | 'quit';
	/** Why nothing at all is run: a sentence. */
	readonly problem?: string;
}

/** How a dot command's answer is shown. */
const shown: Readonly<Record<'tables' | 'schema' | 'indexes' | 'databases', DotRun['shown']>> = {
	tables: 'names',
	schema: 'sql',
	indexes: 'names',
	databases: 'table',
};

/**
 * Takes apart what was typed: statements, dot commands as the SQL that answers them, `.read` as what is in the file.
 * All or nothing: with a problem anywhere nothing is run.
 */
export function prepareRun(text: string, readFile: (path: string) => string, depth = 0): Prepared {
	const {items: parts, rest} = splitInput(text);
	const items: Item[] = [];
	let after: Prepared['after'];
	for (const part of [...parts, ...(rest ? [{kind: 'statement' as const, text: rest.text}] : [])]) {
		if (part.kind === 'statement') {
			items.push({sql: part.text});
			continue;
		}
		const dot = parseDot(part.text);
		if ('error' in dot) return {items: [], problem: dot.error};
		const done = runDot(part.text.trim(), dot, readFile, depth);
		if (done.problem !== undefined) return {items: [], problem: done.problem};
		items.push(...done.items);
		after ??= done.after;
		// What stands behind it was never reached in the sqlite3 shell either.
		if (after === 'quit') break;
	}
	if (items.length > limits.statements)
		return {
			items: [],
			problem: `That is ${items.length.toLocaleString('en')} statements; at most ${limits.statements.toLocaleString('en')} are run at once.`,
		};
	return {items, ...(after && {after})};
}

function runDot(text: string, dot: DotCommand, readFile: (path: string) => string, depth: number): Prepared {
	if (dot.command === 'help' || dot.command === 'quit') return {items: [], after: dot.command};
	if (dot.command !== 'read')
		return {items: [{sql: dotQueries[dot.command](dot.argument), dot: {text, shown: shown[dot.command]}}]};
	if (depth >= limits.readDepth)
		return {items: [], problem: `.read is nested deeper than ${limits.readDepth}: does a file read itself?`};
	try {
		return prepareRun(readFile(dot.argument ?? ''), readFile, depth + 1);
	} catch (error) {
		return {items: [], problem: `${dot.argument} cannot be read: ${readProblem(error)}`};
	}
}

function readProblem(error: unknown): string {
	const {code, message} = error as NodeJS.ErrnoException;
	if (code === 'ENOENT') return 'there is no such file.';
	if (code === 'EACCES') return 'you may not read it.';
	if (code === 'EISDIR') return 'it is a folder.';
	return `${message}.`;
}
