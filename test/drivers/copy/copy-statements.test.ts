import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterEach, beforeEach, expect, it} from 'vitest';
import type {Copies, Copy} from '../../../source/drivers/copy/copies.ts';
import {CopyStatements} from '../../../source/drivers/copy/copy-statements.ts';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';

let folder: TestFolder;
let statements: CopyStatements;

beforeEach(() => {
	folder = testFolder();
	statements = new CopyStatements({
		node: 'replica-1',
		sink: {open() {}, rows() {}},
		emit() {},
		rowLimit: undefined,
		behind: () => 0n,
	});
});
afterEach(() => {
	statements.close();
	folder.clean();
});

const copiesOf = (...all: readonly Copy[]): Copies => {
	const left = [...all];
	return {current: async () => (left.length > 1 ? left.shift()! : left[0]!), close() {}};
};
const copyAt = (path: string, txid: bigint): Copy => ({path, position: {txid, checksum: 1n}});
const count = (copies: Copies) =>
	statements.execute(
		{id: 's', sql: 'SELECT count(*) FROM albums', startedMs: 0, running: {cancelled: false}},
		copies,
		'',
	);

it('reads the next copy where the one before was removed before it could be opened', async () => {
	const path = join(folder.path, '2.db');
	new Database(path).exec('CREATE TABLE albums (title)').close();
	const copies = copiesOf(copyAt(join(folder.path, '1.db'), 1n), copyAt(path, 2n));
	expect(await count(copies)).toMatchObject({status: 'ok', atTxid: 2n, copy: true});
});

it('says so where there is no other copy than one that cannot be opened', async () => {
	const copies = copiesOf(copyAt(join(folder.path, '1.db'), 1n));
	expect((await count(copies)).error?.message).toMatch(/^No session could be opened on replica-1/);
});

it('starts nothing any more once it was closed', async () => {
	statements.close();
	const outcome = await count(copiesOf(copyAt(join(folder.path, '1.db'), 1n)));
	expect(outcome.error?.message).toBe('replica-1 could not be copied. The session was closed.');
});
