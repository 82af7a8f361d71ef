import {describe, expect, it} from 'vitest';
import {Flow} from '../../../../source/drivers/docker/flow.ts';
import type {NodeWatch} from '../../../../source/drivers/docker/node/node-watch.ts';
import type {Usable} from '../../../../source/drivers/docker/node/usable.ts';
import {runInShell} from '../../../../source/drivers/docker/session/run-in-shell.ts';
import type {ShellResult, ShellSession} from '../../../../source/drivers/docker/session/shell-session.ts';
import {Outbox} from '../../../../source/drivers/outbox.ts';

/** Runs a statement on a primary that was at TXID 7 before and is at 8 behind it. */
async function committedBy(
	sql: string,
	{changes, changedRows}: Pick<ShellResult, 'changes' | 'changedRows'>,
) {
	const flow = new Flow(new Outbox(() => {}));
	const before = {txid: 7n, checksum: 1n};
	flow.moved('primary', 'primary', {position: before, seenAtMs: 0, gapless: false, oneByOne: true});
	const result: ShellResult = {
		ok: true,
		changes,
		changedRows,
		rows: 0,
		truncated: false,
		after: {txid: 8n, checksum: 2n},
		inTransaction: false,
		durationMs: 1,
	};
	const watch = {role: 'primary', isTold: true, runs: () => () => {}} as Partial<NodeWatch> as NodeWatch;
	const outcome = await runInShell(
		{
			node: 'primary',
			watch: () => watch,
			flow,
			sink: {open() {}, rows() {}},
			emit() {},
			rowLimit: undefined,
			readOnly: false,
		},
		{
			shell: {pid: 1, run: async () => result} as Partial<ShellSession> as ShellSession,
			watch,
			usable: {} as Usable,
			statement: {id: 's', sql, startedMs: 0, running: {cancelled: false}, forward: false, generation: 1},
			text: `${sql};`,
			wasInTransaction: false,
		},
	);
	return outcome.committed;
}

describe('a transaction that came while a statement ran', () => {
	it('is the statement’s where it changed rows, or where only a trigger of it did', async () => {
		expect(await committedBy('UPDATE a SET b = 1', {changes: 1, changedRows: true})).toEqual({
			first: 8n,
			last: 8n,
		});
		expect(await committedBy('DELETE FROM view_of_a', {changes: 0, changedRows: true})).toBeDefined();
	});

	it.each(['UPDATE a SET b = 1 WHERE 0', 'WITH c AS (SELECT 1) DELETE FROM a WHERE 0'])(
		'is someone else’s where the statement changed none: %s',
		async sql => {
			expect(await committedBy(sql, {changes: 0, changedRows: false})).toBeUndefined();
		},
	);

	it.each(['CREATE TABLE t (a)', "INSERT OR IGNORE INTO counted (name) VALUES ('there')"])(
		'is the statement’s where that can commit without changing rows: %s',
		async sql => {
			expect(await committedBy(sql, {changes: 0, changedRows: false})).toBeDefined();
		},
	);
});
