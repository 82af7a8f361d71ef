import {describe, expect, it} from 'vitest';
import {heldForReading, lockOf} from '../../../../source/drivers/docker/node/locks.ts';

const names = 'pending shared reserved write ckpt recover read0 read1 read2 read3 read4 dms'.split(' ');

/** What LiteFS answers at /debug/vars when these locks of data.db are held. */
function vars(held: Readonly<Record<string, string>>): string {
	const locks = Object.fromEntries(names.map(name => [name, held[name] ?? 'unlocked']));
	return JSON.stringify({cmdline: ['litefs'], store: {isPrimary: true, dbs: {'data.db': {locks}}}});
}

describe('the locks that LiteFS tells of', () => {
	it.each([
		['nothing', {}, undefined],
		['an open database in WAL mode', {dms: 'shared', shared: 'shared'}, undefined],
		['a reader in rollback mode', {shared: 'shared'}, {kind: 'read', name: 'SHARED'}],
		[
			'a reader in WAL mode',
			{dms: 'shared', shared: 'shared', read1: 'shared'},
			{kind: 'read', name: 'READ1'},
		],
		[
			'a writer in rollback mode',
			{shared: 'shared', reserved: 'exclusive'},
			{kind: 'write', name: 'RESERVED'},
		],
		['a writer in WAL mode', {read1: 'shared', write: 'exclusive'}, {kind: 'write', name: 'WRITE'}],
		[
			'a writer that waits for readers to end',
			{shared: 'shared', reserved: 'exclusive', pending: 'exclusive'},
			{kind: 'exclusive', name: 'PENDING'},
		],
	])('%s', (_, held, expected) => {
		expect(lockOf(vars(held), 'data.db')).toEqual(expected);
	});

	it('are none where the database is not there or the answer is not to be read', () => {
		expect(lockOf(vars({reserved: 'exclusive'}), 'other.db')).toBeUndefined();
		expect(lockOf('', 'data.db')).toBeUndefined();
		expect(heldForReading('{"store":', 'data.db')).toBe(false);
	});

	it('keep a replica from applying only where a read holds them', () => {
		expect(heldForReading(vars({dms: 'shared', shared: 'shared'}), 'data.db')).toBe(false);
		expect(heldForReading(vars({dms: 'shared', shared: 'shared', read0: 'shared'}), 'data.db')).toBe(true);
		expect(heldForReading(vars({shared: 'shared'}), 'data.db')).toBe(true);
	});
});
