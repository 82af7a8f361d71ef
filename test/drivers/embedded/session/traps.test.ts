import {describe, expect, it} from 'vitest';
import {trapOf} from '../../../../source/drivers/embedded/session/traps.ts';

const refusal = {code: 'SQLITE_BUSY', number: 5, message: 'database is locked'};

describe('a statement that would end replication', () => {
	const traps = [
		'PRAGMA journal_mode=DELETE',
		'pragma journal_mode = delete;',
		'PRAGMA main.journal_mode(TRUNCATE)',
		"/* to rollback */ PRAGMA 'journal_mode' = 'OFF'",
		'PRAGMA locking_mode=EXCLUSIVE',
	];
	for (const sql of traps) {
		it(`is refused on the primary in SQLite's words: ${sql}`, () => {
			expect(trapOf(sql, false)).toEqual(refusal);
		});
	}

	it('is left to SQLite on a replica, which refuses it itself', () => {
		expect(trapOf('PRAGMA journal_mode=DELETE', true)).toBeUndefined();
	});

	const harmless = [
		'PRAGMA journal_mode',
		'PRAGMA journal_mode=WAL',
		'PRAGMA locking_mode=NORMAL',
		'PRAGMA other.journal_mode=DELETE',
		"SELECT 'PRAGMA journal_mode=DELETE'",
		'EXPLAIN PRAGMA journal_mode=DELETE',
		'PRAGMA user_version = 5',
	];
	for (const sql of harmless) {
		it(`is not seen in ${sql}`, () => {
			expect(trapOf(sql, false)).toBeUndefined();
		});
	}
});
