import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {nodeOf, standingOf} from '../../source/cluster/selectors.ts';
import {openEmbeddedCluster, testFolder} from '../clusters/embedded.ts';
import type {Row} from './table.ts';

const seconds = 4;

/** Single-row transactions a second of a writer in another process until every replica is identical. */
export async function throughput(): Promise<readonly Row[]> {
	const alone = await writeTo(undefined);
	const rows: Row[] = [];
	for (const replicas of [1, 9]) {
		const folder = testFolder();
		const cluster = await openEmbeddedCluster({replicas});
		const began = performance.now();
		const {count} = await writeTo(nodeOf(cluster.snapshot(), 'primary')!.path!);
		await cluster.until(
			'every replica is identical',
			snapshot =>
				snapshot.nodes.every(
					node => node.role === 'primary' || standingOf(snapshot, node).kind === 'identical',
				) && nodeOf(snapshot, 'primary')!.position!.txid > BigInt(count),
		);
		const perSecond = count / ((performance.now() - began) / 1000);
		rows.push({
			what: `single-row transactions a second, captured and applied on ${replicas === 1 ? '1 replica' : `${replicas} replicas`}`,
			litescope: `${Math.round(perSecond).toLocaleString('en')}/s`,
			peer: `the same writer on a plain WAL database ${Math.round(alone.count / alone.seconds).toLocaleString('en')}/s`,
			goal: 'at least 10,000/s',
		});
		await cluster.close();
		folder.clean();
	}
	return rows;
}

async function writeTo(
	path: string | undefined,
): Promise<{readonly count: number; readonly seconds: number}> {
	const folder = path === undefined ? mkdtempSync(join(tmpdir(), 'litescope-bench-')) : undefined;
	const writer = fileURLToPath(new URL('writer.ts', import.meta.url));
	const {stdout} = await promisify(execFile)(process.execPath, [
		writer,
		path ?? join(folder!, 'data.db'),
		String(seconds),
	]);
	if (folder !== undefined) rmSync(folder, {recursive: true, force: true});
	return JSON.parse(stdout);
}
