import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Database from 'better-sqlite3';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {generateSample} from '../../../../source/drivers/embedded/sample/generate.ts';

let folder: string;
let database: Database.Database;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'litescope-test-'));
	generateSample(join(folder, 'sample.db'));
	database = new Database(join(folder, 'sample.db'), {readonly: true});
});

afterAll(() => {
	database.close();
	rmSync(folder, {recursive: true});
});

describe('the sample database', () => {
	it('is a sound database in which every reference leads somewhere', () => {
		expect(database.pragma('integrity_check', {simple: true})).toBe('ok');
		expect(database.pragma('foreign_key_check')).toEqual([]);
	});

	it('has the tables of a record shop and a few thousand rows', () => {
		const tables = database
			.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
			.pluck()
			.all() as string[];
		expect(tables).toEqual([
			'albums',
			'artists',
			'customers',
			'employees',
			'genres',
			'invoice_items',
			'invoices',
			'media_types',
			'playlist_track',
			'playlists',
			'tracks',
		]);
		const counts = tables.map(
			table => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
		);
		expect(Math.min(...counts)).toBeGreaterThan(0);
		const rows = counts.reduce((sum, count) => sum + count);
		expect(rows).toBeGreaterThan(2000);
		expect(rows).toBeLessThan(10_000);
	});

	it('has invoices whose totals are the sums of their lines, at the prices of the tracks', () => {
		const wrong = database
			.prepare(
				`SELECT invoices.id FROM invoices
				JOIN invoice_items ON invoice_id = invoices.id JOIN tracks ON tracks.id = track_id
				GROUP BY invoices.id
				HAVING round(sum(tracks.unit_price * quantity) * 100) <> round(total * 100)
				OR sum(tracks.unit_price <> invoice_items.unit_price) > 0`,
			)
			.all();
		expect(wrong).toEqual([]);
	});

	it('is the same, byte for byte, for the same seed, and another for another', () => {
		const [again, other] = [join(folder, 'again.db'), join(folder, 'other.db')];
		generateSample(again);
		generateSample(other, 7);
		const bytes = readFileSync(again);
		const made = new Database(join(folder, 'sample.db'), {readonly: true});
		expect(bytes.equals(made.serialize())).toBe(true);
		made.close();
		expect(bytes.equals(readFileSync(other))).toBe(false);
	});
});
