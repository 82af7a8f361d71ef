import {limits} from '../../cluster/limits.ts';
import type {Value} from '../driver.ts';
import {forkSession} from '../embedded/client/session-process.ts';
import type {Copies} from './copies.ts';

/** Asks queries of litescope's own on a copy of where a node is now, one after the other. Rejects with a sentence. */
export async function askCopy(
	copies: Copies,
	ask: (rowsOf: (sql: string) => Promise<readonly (readonly Value[])[]>) => Promise<void>,
): Promise<void> {
	const {path} = await copies.current(limits.watchedCopyBytes);
	const process = forkSession();
	try {
		await process.openFile(path);
		await ask(async sql => {
			const rows: (readonly Value[])[] = [];
			const taker = {columns() {}, rows: (more: readonly (readonly Value[])[]) => void rows.push(...more)};
			const {error} = await process.run({id: sql, run: sql, sql}, taker);
			if (error) throw new Error(error.message);
			return rows;
		});
	} finally {
		process.kill();
	}
}
