import {expect, it} from 'vitest';
import {askInShell} from '../../../../source/drivers/docker/node/shell-queries.ts';
import type {ShellSession} from '../../../../source/drivers/docker/session/shell-session.ts';

/** A shell that answers each query with one row. */
const answering = {
	run: async (_, taker) => {
		await taker.rows([[1n]]);
		return {ok: true, changes: 0, rows: 1, truncated: false, inTransaction: false, durationMs: 0};
	},
	hasEnded: () => false,
	end() {},
} as Partial<ShellSession> as ShellSession;

it('starts a shell again where the first could not be started', async () => {
	let starts = 0;
	const {ask} = askInShell(async () => {
		starts += 1;
		if (starts === 1) throw new Error('The engine is too busy.');
		return answering;
	});
	const rows: unknown[] = [];
	const query = () => ask(async rowsOf => void rows.push(...(await rowsOf('SELECT 1;'))));
	await expect(query()).rejects.toThrow('The engine is too busy.');
	await query();
	expect(rows).toEqual([[1n]]);
	expect(starts).toBe(2);
});
