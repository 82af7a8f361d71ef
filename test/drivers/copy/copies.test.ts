import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {type Copies, createCopies, InterruptedError} from '../../../source/drivers/copy/copies.ts';
import {beginCopyFile} from '../../../source/drivers/copy/copy-file.ts';
import {type TestFolder, testFolder} from '../../clusters/embedded.ts';

const mostBytes = 1024 * 1024;
const cache = process.env['XDG_CACHE_HOME'];
let folder: TestFolder;
let copies: Copies | undefined;

beforeEach(() => {
	folder = testFolder();
	process.env['XDG_CACHE_HOME'] = folder.path;
});
afterEach(() => {
	copies?.close();
	if (cache === undefined) delete process.env['XDG_CACHE_HOME'];
	else process.env['XDG_CACHE_HOME'] = cache;
	folder.clean();
});

it('makes a copy by another way where the first was broken off', async () => {
	const path = join(folder.path, 'data.db');
	new Database(path).exec('CREATE TABLE albums (title)').close();
	const bytes = readFileSync(path);
	const file = await beginCopyFile(join(folder.path, 'summed.db'), mostBytes);
	await file.take(bytes);
	const position = {txid: 1n, checksum: (await file.finish())!};
	let downloads = 0;
	copies = createCopies({
		node: 'replica-1',
		position: async () => position,
		recent: () => [],
		made() {},
		async download(take) {
			downloads += 1;
			await take(downloads === 1 ? bytes.subarray(0, 100) : bytes);
			if (downloads === 1) throw new InterruptedError();
		},
	});
	const copy = await copies.current(mostBytes);
	expect(copy.position).toEqual(position);
	expect(readFileSync(copy.path).equals(bytes)).toBe(true);
});
