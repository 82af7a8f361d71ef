import {describe, expect, it} from 'vitest';
import {trapOf} from '../../../../source/drivers/docker/session/traps.ts';

const wal = {node: 'primary', isPrimary: true, journalMode: 'wal'};
const rollback = {...wal, journalMode: 'delete'};

describe('what destroys replicas', () => {
	it.each([
		['PRAGMA journal_mode = DELETE', wal],
		['PRAGMA main.journal_mode(truncate)', wal],
		['pragma "journal_mode" = \'persist\';', wal],
		['/* quickly */ PRAGMA journal_mode=memory', rollback],
		['PRAGMA journal_mode = OFF', {...rollback, isPrimary: false}],
	])('is refused with the reason: %s', (sql, context) => {
		expect(trapOf(sql, context)).toMatchObject({code: 'LITESCOPE_JOURNAL_MODE'});
	});

	it.each([
		['PRAGMA journal_mode', wal],
		['PRAGMA journal_mode = WAL', rollback],
		['PRAGMA journal_mode = truncate', rollback],
		['PRAGMA temp.journal_mode = off', rollback],
		["SELECT 'PRAGMA journal_mode = OFF'", wal],
		['PRAGMA journal_mode = delete', {...wal, isPrimary: false}],
	])('is not: %s', (sql, context) => {
		expect(trapOf(sql, context)).toBeUndefined();
	});
});
