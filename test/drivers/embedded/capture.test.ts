import {appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {limits} from '../../../source/cluster/limits.ts';
import {Primary} from '../../../source/drivers/embedded/primary/primary.ts';
import type {Captured} from '../../../source/drivers/embedded/primary/recorder.ts';
import {formatPosition} from '../../../source/litefs/position.ts';
import {checksumOf, replay} from './images.ts';
import {OtherProgram} from './other-program.ts';
import {temporaryFolder} from './temporary-folder.ts';
import {until} from './until.ts';

/** Nobody reads from the log in these tests. */
const keepNothing = () => 1n << 62n;

interface Watched {
	readonly primary: Primary;
	readonly captured: Captured[];
	/** Looks again and again while something is done, and once after it. */
	during<Result>(work: Promise<Result>): Promise<Result>;
}

function open(folder: string): Watched {
	const captured: Captured[] = [];
	const primary = new Primary(folder, batch => captured.push(...batch), keepNothing);
	primary.start();
	return {
		primary,
		captured,
		async during(work) {
			let over = false;
			const done = () => {
				over = true;
			};
			work.then(done, done);
			await until(
				'the other program',
				() => {
					primary.look();
					return over;
				},
				() => formatPosition(primary.position),
			);
			primary.look();
			return await work;
		},
	};
}

function openNew(): Watched & {readonly folder: string; readonly path: string} {
	const folder = temporaryFolder();
	const path = join(folder, 'data.db');
	writeFileSync(path, '');
	return {...open(folder), folder, path};
}

/** Closes the primary and compares the file that is left with what was captured. */
function expectComplete({primary, folder, path}: ReturnType<typeof openNew>): void {
	primary.close();
	const {position, pageSize} = primary;
	const image = readFileSync(path);
	expect(checksumOf(image, pageSize)).toBe(position.checksum);
	expect(readFileSync(join(folder, 'data.db-pos'), 'latin1')).toBe(`${formatPosition(position)}\n`);
	const again = open(folder);
	onTestFinished(() => again.primary.drop());
	expect(again.captured).toEqual([]);
	expect(again.primary.position).toEqual(position);
	if (again.primary.log.first === 1n) expect(replay(again.primary.log).image.equals(image)).toBe(true);
}

describe('what other programs commit', () => {
	test('is captured transaction by transaction', async () => {
		const watched = openNew();
		const {primary, during} = watched;
		const shell = new OtherProgram(watched.path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		expect(primary.position.txid).toBe(2n);
		expect(watched.captured.at(-1)?.schemaChanged).toBe(true);
		await during(shell.insert(200));
		expect(primary.position.txid).toBe(202n);
		expect(watched.captured.at(-1)?.schemaChanged).toBe(false);
		await during(shell.exec('BEGIN; INSERT INTO t (a) VALUES (1); ROLLBACK'));
		expect(primary.position.txid).toBe(202n);
		await shell.end();
		expectComplete(watched);
	});

	test('is captured although nobody looked between two commits', async () => {
		const watched = openNew();
		const shell = new OtherProgram(watched.path);
		await shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a); PRAGMA wal_autocheckpoint = 1');
		await shell.insert(50, 3_000);
		watched.primary.look();
		expect(watched.primary.position.txid).toBe(52n);
		await shell.end();
		expectComplete(watched);
	});

	test('is captured when they checkpoint after every commit, and truncate the WAL again and again', async () => {
		const watched = openNew();
		const {primary, during} = watched;
		const writer = new OtherProgram(watched.path);
		await during(writer.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a); PRAGMA wal_autocheckpoint = 1'));
		const other = new OtherProgram(watched.path);
		let truncated = 0;
		let over = false;
		const truncating = (async () => {
			while (!over) {
				await other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
				truncated++;
			}
		})();
		await during(writer.insert(400));
		over = true;
		await during(truncating);
		expect(truncated).toBeGreaterThan(0);
		expect(primary.position.txid).toBe(402n);
		await Promise.all([writer.end(), other.end()]);
		expectComplete(watched);
	});

	test('is captured as one transaction when it is larger than the cache, VACUUM, or an index', async () => {
		const watched = openNew();
		const {primary, during} = watched;
		const shell = new OtherProgram(watched.path);
		const filled = `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
			INSERT INTO t (a) SELECT randomblob(1000) FROM n`;
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a); PRAGMA cache_size = 10'));
		await during(shell.exec(filled));
		await during(shell.exec('CREATE INDEX i ON t (a)'));
		await during(shell.exec('DELETE FROM t WHERE id % 3 > 0'));
		const before = primary.pages;
		await during(shell.exec('VACUUM'));
		expect(primary.pages).toBeLessThan(before);
		expect(primary.position.txid).toBe(6n);
		await during(shell.exec(filled));
		await shell.end();
		expectComplete(watched);
	});

	test.each([512, 1024, 8192, 65_536])(
		'is captured from a database with pages of %i bytes',
		async pageSize => {
			const folder = temporaryFolder();
			const path = join(folder, 'data.db');
			const maker = new OtherProgram(path);
			await maker.exec(`PRAGMA page_size = ${pageSize}; CREATE TABLE t (id INTEGER PRIMARY KEY, a)`);
			await maker.end();
			const watched = {...open(folder), folder, path};
			expect(watched.primary.pageSize).toBe(pageSize);
			const shell = new OtherProgram(path);
			await watched.during(shell.insert(60, 2_000));
			expect(watched.primary.position.txid).toBe(61n);
			await shell.end();
			expectComplete(watched);
		},
	);

	test('is not captured when the writer was killed before it had committed', async () => {
		const watched = openNew();
		const {primary, during} = watched;
		const killed = new OtherProgram(watched.path);
		await during(killed.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a); PRAGMA cache_size = 5'));
		await during(killed.exec('BEGIN'));
		await during(killed.insert(2_000, 500));
		await killed.kill();
		primary.look();
		expect(primary.position.txid).toBe(2n);
		const shell = new OtherProgram(watched.path);
		await during(shell.insert(10));
		expect(primary.position.txid).toBe(12n);
		await shell.end();
		expectComplete(watched);
	});

	test('may be held up by nothing: a TRUNCATE beside commits that were captured returns', async () => {
		const watched = openNew();
		const {primary, during} = watched;
		const shell = new OtherProgram(watched.path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		await during(shell.insert(5));
		const rows = await during(shell.all('PRAGMA wal_checkpoint(TRUNCATE)'));
		expect(rows).toEqual([[0, 0, 0]]);
		expect(statSync(`${watched.path}-wal`).size).toBe(0);
		await during(shell.insert(5));
		expect(primary.position.txid).toBe(12n);
		await shell.end();
		expectComplete(watched);
	});
});

test.each(['PRAGMA journal_mode = DELETE', 'PRAGMA locking_mode = EXCLUSIVE; SELECT * FROM sqlite_schema'])(
	'SQLite refuses what would end the capture: %s',
	async sql => {
		const {primary, path, during} = openNew();
		onTestFinished(() => primary.drop());
		const shell = new OtherProgram(path, 100);
		await expect(during(shell.exec(sql))).rejects.toThrow('database is locked');
		await shell.end();
		const other = new OtherProgram(path);
		await during(other.exec('CREATE TABLE u (a)'));
		expect(primary.position.txid).toBe(2n);
	},
);

describe('when the primary was away', () => {
	test('what others wrote meanwhile is found and is one transaction', async () => {
		const {primary, folder, path, during} = openNew();
		const shell = new OtherProgram(path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		primary.close();
		await shell.insert(100, 2_000);
		await shell.end();
		const watched = {...open(folder), folder, path};
		expect(watched.captured).toHaveLength(1);
		expect(watched.primary.position.txid).toBe(3n);
		expectComplete(watched);
	});

	test('nothing is lost and nothing is given twice after it was dropped in the middle', async () => {
		const {primary, folder, path, during} = openNew();
		const shell = new OtherProgram(path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		await during(shell.insert(100));
		const before = primary.position;
		primary.drop();
		const same = open(folder);
		expect(same.captured).toEqual([]);
		expect(same.primary.position).toEqual(before);
		same.primary.drop();
		await shell.insert(3);
		await shell.end();
		const watched = {...open(folder), folder, path};
		expect(watched.primary.position.txid).toBe(before.txid + 1n);
		expectComplete(watched);
	});

	test('a log whose end is torn is used as far as it is whole', async () => {
		const {primary, folder, path, during} = openNew();
		const shell = new OtherProgram(path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		await during(shell.insert(20));
		await shell.end();
		primary.drop();
		const segment = join(folder, 'ltx', readdirSync(join(folder, 'ltx'))[0]!);
		truncateSync(segment, statSync(segment).size - 5_000);
		appendFileSync(segment, 'garbage');
		const watched = {...open(folder), folder, path};
		expect(watched.captured).toHaveLength(1);
		expectComplete(watched);
	});

	test('a database of another page size in the old one’s place is captured whole', async () => {
		const {primary, folder, path, during} = openNew();
		const shell = new OtherProgram(path);
		await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a)'));
		primary.close();
		await shell.exec('PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM');
		await shell.end();
		const watched = {...open(folder), folder, path};
		expect(watched.primary.pageSize).toBe(512);
		expect(watched.primary.position.txid).toBe(3n);
		expectComplete(watched);
	});
});

test('the log stays under its limit, and still follows on from the checksums that were kept', async () => {
	const watched = openNew();
	const {primary, during} = watched;
	const shell = new OtherProgram(watched.path);
	await during(shell.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, a); PRAGMA synchronous = OFF'));
	while (primary.log.first === 1n) await during(shell.insert(200, 20_000));
	expect(primary.log.bytes).toBeLessThan(limits.ltxBytes * 1.25);
	expect(primary.log.range(1n, 2n)).toBeUndefined();
	await shell.end();
	expectComplete(watched);
});
