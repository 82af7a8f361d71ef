import {afterAll, expect, it} from 'vitest';
import {nodeOf} from '../../../../source/cluster/selectors.ts';
import {openEmbeddedCluster, testFolder} from '../../../clusters/embedded.ts';
import {OtherProgram} from '../other-program.ts';

const folder = testFolder();
afterAll(() => folder.clean());

// Only Linux tells who holds a lock.
it.runIf(process.platform === 'linux')('who holds the primary’s write lock is told', async () => {
	const cluster = await openEmbeddedCluster();
	try {
		const held = () => nodeOf(cluster.snapshot(), 'primary')?.lock;
		const other = new OtherProgram(nodeOf(cluster.snapshot(), 'primary')!.path!);
		await other.exec('BEGIN IMMEDIATE');
		await cluster.until('the lock is told', () => held());
		expect(held()).toMatchObject({kind: 'write', name: 'WRITE', by: `process ${other.pid}`});
		await other.exec('CREATE TABLE others (a); COMMIT');
		await cluster.until('the lock is gone', () => held() === undefined);

		await cluster.run('primary', 'BEGIN IMMEDIATE');
		await cluster.until('our own lock is told', () => held());
		expect(held()?.by).toBe('');
		await cluster.run('primary', 'ROLLBACK');
		await cluster.until('our own lock is gone', () => held() === undefined);
	} finally {
		await cluster.close();
	}
});
