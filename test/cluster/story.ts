import type {ClusterEvent} from '../../source/cluster/event.ts';
import {reduce} from '../../source/cluster/reduce.ts';
import {type ClusterSnapshot, emptySnapshot} from '../../source/cluster/snapshot.ts';

/** A checksum for a TXID: any will do, as long as both nodes have the same. */
export const checksumOf = (txid: bigint) => 0x8000_0000_0000_0000n + txid * 0x1f35n;

/** The position of a node that has applied up to a TXID. */
export const positionAt = (txid: bigint) => ({txid, checksum: checksumOf(txid)});

const sampleTables = [
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
].map(name => ({name, kind: 'table' as const, columns: ['id', 'name']}));

const all = true as const;

/** A cluster that has just come up: a primary and replicas, all at TXID 1. */
export function freshCluster(
	replicas = ['replica-1'],
	label = 'embedded · temporary',
): readonly ClusterEvent[] {
	const names = ['primary', ...replicas];
	return [
		{
			type: 'cluster',
			atMs: 0,
			cluster: {
				kind: 'embedded',
				label,
				database: 'data.db',
				folder: '/tmp/cluster',
				temporary: true,
				capabilities: {
					write: all,
					stop: all,
					kill: all,
					pause: all,
					partition: all,
					latency: all,
					checkpoint: all,
					logs: all,
					shell: all,
					forward: 'The embedded cluster has no halt lock.',
					ingress: 'The embedded cluster has no ingress.',
				},
			},
		},
		...names.flatMap((name): ClusterEvent[] => [
			{
				type: 'node',
				atMs: 0,
				node: {
					name,
					role: name === 'primary' ? 'primary' : 'replica',
					status: 'running',
					path: `/tmp/cluster/${name}/data.db`,
					journalMode: name === 'primary' ? 'wal' : 'delete',
					pageSize: 4096,
					pages: 200,
				},
			},
			{type: 'tables', atMs: 0, node: name, tables: sampleTables},
			{type: 'position', atMs: 0, node: name, position: positionAt(1n)},
		]),
		{type: 'ready', atMs: 1},
	];
}

/** What happens when a statement on the primary commits one transaction that comes to each replica. */
export function committed(
	txid: bigint,
	sql: string,
	change: {readonly text: string; readonly created: readonly string[]},
	replicas = ['replica-1'],
	atMs = Number(txid) * 100,
): readonly ClusterEvent[] {
	const id = `statement-${txid}`;
	return [
		{type: 'started', atMs, id, node: 'primary', sql, run: `run-${txid}`},
		{
			type: 'transactions',
			atMs: atMs + 2,
			skipped: 0,
			transactions: [
				{
					position: positionAt(txid),
					committedAt: Date.UTC(2026, 10, 22, 17, 40, 9, 812) + Number(txid),
					seenAtMs: atMs + 2,
					pages: 2,
					statement: sql,
					durationMs: 1.9,
					change,
				},
			],
		},
		{type: 'position', atMs: atMs + 2, node: 'primary', position: positionAt(txid)},
		{
			type: 'outcome',
			atMs: atMs + 2,
			outcome: {
				id,
				node: 'primary',
				status: 'ok',
				durationMs: 1.9,
				changes: change.created.length > 0 ? 0 : 1,
				committed: {first: txid, last: txid},
				atTxid: txid,
				behind: 0n,
				inTransaction: false,
			},
		},
		...replicas.flatMap((node): ClusterEvent[] => [
			{type: 'position', atMs: atMs + 8, node, position: positionAt(txid)},
			{
				type: 'arrivals',
				atMs: atMs + 8,
				arrivals: [{node, first: txid, last: txid, elapsedMs: 6, seenAtMs: atMs + 8, snapshot: false}],
			},
		]),
		...(change.created.length > 0
			? ['primary', ...replicas].map(
					(node): ClusterEvent => ({
						type: 'tables',
						atMs: atMs + 8,
						node,
						tables: [
							...sampleTables,
							...change.created.map(name => ({name, kind: 'table' as const, columns: ['id', 'name']})),
						],
					}),
				)
			: []),
	];
}

/** A write that a replica refuses, in SQLite's words. */
export function refused(sql: string, node = 'replica-1', atMs = 5000): readonly ClusterEvent[] {
	const id = `refused-${node}`;
	return [
		{type: 'started', atMs, id, node, sql, run: `run-${id}`},
		{
			type: 'outcome',
			atMs: atMs + 1,
			outcome: {
				id,
				node,
				status: 'failed',
				durationMs: 0.4,
				atTxid: 2n,
				behind: 0n,
				inTransaction: false,
				error: {code: 'SQLITE_READONLY', number: 8, message: 'attempt to write a readonly database'},
			},
		},
	];
}

/** The snapshot after events. */
export const snapshotAfter = (...events: readonly (readonly ClusterEvent[])[]): ClusterSnapshot =>
	events.flat().reduce(reduce, emptySnapshot);
