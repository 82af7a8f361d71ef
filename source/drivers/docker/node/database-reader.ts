import {limits} from '../../../cluster/limits.ts';
import type {Table} from '../../../cluster/node.ts';
import type {Position} from '../../../litefs/position.ts';
import {type Copies, createCopies, InterruptedError} from '../../copy/copies.ts';
import {TooLargeError} from '../../copy/copy-file.ts';
import {askCopy} from '../../copy/copy-queries.ts';
import type {Engine} from '../engine/engine.ts';
import {openShell} from '../session/shell-session.ts';
import type {Access} from './access.ts';
import {createInspector, type DatabaseFacts, type Inspector} from './inspector.ts';
import type {Keeper} from './keeper.ts';
import {type Ask, askInShell} from './shell-queries.ts';

/** What it takes to read a node's database. */
export interface ReaderContext {
	readonly node: string;
	readonly engine: () => Engine;
	readonly keeper: Keeper;
	readonly container: string;
	/** The name of the database, and its file in the container. */
	readonly database: string;
	readonly path: string;
	/** The way to the node's HTTP API that there is now. */
	readonly way: () => Promise<Access | undefined>;
	/** Aborted when the networks change by which it may lead. */
	readonly networksChanged: () => AbortSignal | undefined;
	/** Where the node was in the last moments, as far as it told. */
	readonly recent: () => readonly Position[];
	readonly facts: (facts: DatabaseFacts) => void;
	readonly tables: (tables: readonly Table[]) => void;
}

/** How a node's database is read: in a shell in its container, or, where there is none, by copies of it. */
export interface DatabaseReader {
	readonly inspector: Inspector;
	/** Undefined where there is a shell. */
	readonly copies?: Copies;
	close(): void;
}

/** Looks apart from each other at least so long, in milliseconds: each takes a read lock for a moment. */
const apartMs = 250;

/** Makes the reader of a node. Nothing is started or copied before it is needed. */
export function createDatabaseReader(context: ReaderContext): DatabaseReader {
	const {engine, keeper, container, path} = context;
	if (keeper.surroundings.shellVersion === undefined) return readCopies(context);
	const {ask, close} = askInShell(() => openShell({engine: engine(), keeper, container, database: path}));
	const inspector = createInspector(ask, {...context, apartMs});
	return {
		inspector,
		close() {
			inspector.close();
			close();
		},
	};
}

function readCopies(context: ReaderContext): DatabaseReader {
	const {node, keeper, database, recent} = context;
	/** It is too large to be copied just to look what is in it, but where it has been copied anyway. */
	let isTooLarge = false;
	const copies = createCopies({
		node,
		recent,
		made() {
			isTooLarge = false;
			inspector.refresh();
		},
		position: async () => (await keeper.read(database)).position,
		async download(take) {
			const way = await context.way();
			const changed = context.networksChanged();
			if (!way || !changed) throw new Error('LiteFS’s HTTP API cannot be reached.');
			await way.download(database, take, changed).catch(error => {
				throw changed.aborted ? new InterruptedError() : error;
			});
		},
	});
	const ask: Ask = async queries => {
		if (isTooLarge) return;
		try {
			await askCopy(copies, queries);
		} catch (error) {
			isTooLarge = error instanceof TooLargeError;
			if (!isTooLarge) throw error;
		}
	};
	const inspector = createInspector(ask, {...context, apartMs: limits.watchedCopyMs});
	return {
		inspector,
		copies,
		close() {
			inspector.close();
			copies.close();
		},
	};
}
