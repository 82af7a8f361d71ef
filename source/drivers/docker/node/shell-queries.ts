import type {Value} from '../../driver.ts';
import type {ShellSession} from '../session/shell-session.ts';

/** Gives the rows of a query. Rejects with the node's words. */
export type RowsOf = (sql: string) => Promise<readonly (readonly Value[])[]>;

/** Asks queries of litescope's own, several in a row. Rejects where one of them did. */
export type Ask = (queries: (rowsOf: RowsOf) => Promise<void>) => Promise<void>;

const questions = {positionBefore: false, positionAfter: false, transaction: false};

/** Asks in a shell, which `open` starts when it is first needed, and again where it has ended or could not be started. */
export function askInShell(open: () => Promise<ShellSession>): {readonly ask: Ask; close(): void} {
	let session: Promise<ShellSession> | undefined;
	let closed = false;
	const rowsOf: RowsOf = async text => {
		const rows: (readonly Value[])[] = [];
		if (closed) throw new Error('Nothing is asked any more.');
		session ??= open();
		const shell = await session;
		const result = await shell.run(
			{text, questions, patient: false},
			{columns() {}, rows: more => void rows.push(...more)},
		);
		if (result.error) throw new Error(result.error.message);
		return rows;
	};
	return {
		async ask(queries) {
			try {
				await queries(rowsOf);
			} catch (error) {
				const shell = await session?.catch(() => undefined);
				if (!shell || shell.hasEnded()) session = undefined;
				throw error;
			}
		},
		close() {
			closed = true;
			session?.then(
				shell => shell.end(),
				() => undefined,
			);
		},
	};
}
