import {execFileSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {nodeOf} from '../../../../source/cluster/selectors.ts';
import {openEmbeddedCluster, testFolder} from '../../../clusters/embedded.ts';
import {eventually, hostsOf} from '../../../clusters/processes.ts';

const test = testFolder();
const disk = join(test.path, 'disk');
const mounted = mountSmall();

afterAll(() => {
	if (mounted) execFileSync('umount', ['-l', disk]);
	test.clean();
});

/** A disk of 3 MiB; whether it could be had, for which one must be root on Linux. */
function mountSmall(): boolean {
	mkdirSync(disk);
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'none', disk], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

const reason = mounted ? '' : ' (not tested: a disk that fills up soon cannot be mounted here)';

describe('when the disk is full', () => {
	it.runIf(mounted)(
		`nodes stop with a sentence, and go on without loss when there is room${reason}`,
		async () => {
			const folder = join(disk, 'cluster');
			const cluster = await openEmbeddedCluster({folder});
			await cluster.run('primary', 'CREATE TABLE filling (a)');
			const isStopped = (name: string) => nodeOf(cluster.snapshot(), name)?.status === 'stopped';
			let acknowledged = 0n;
			for (let count = 0; count < 200 && !isStopped('primary'); count++) {
				const {status} = await cluster.run('primary', 'INSERT INTO filling VALUES (randomblob(20000))');
				if (status === 'ok') acknowledged++;
				// What SQLite itself refuses leaves the node running: something smaller may still fit.
				else if (!isStopped('primary'))
					await cluster.run('primary', 'INSERT INTO filling VALUES (zeroblob(9))');
			}
			const sentence = (name: string) =>
				`The disk that holds ${folder} is full. ${name} was stopped: free space there, then start it again (S).`;
			expect(nodeOf(cluster.snapshot(), 'primary')).toMatchObject({
				status: 'stopped',
				reason: sentence('primary'),
			});
			const later = await cluster.run('primary', 'SELECT 1');
			expect(later).toMatchObject({
				status: 'failed',
				error: {message: expect.stringContaining(sentence('primary'))},
			});
			execFileSync('mount', ['-o', 'remount,size=64m', disk]);
			const started = new Set<string>();
			await cluster.until('both run again', ({nodes}) => {
				const stopped = nodes.filter(({name, status}) => status === 'stopped' && !started.has(name));
				for (const {name: node} of stopped) {
					started.add(node);
					cluster.send({type: 'start', node});
				}
				return started.has('primary') && nodes.every(({status}) => status === 'running');
			});
			await cluster.identical('replica-1');
			const {values} = await cluster.run('replica-1', 'SELECT count(*) FROM filling WHERE length(a) = 20000');
			expect(values[0]![0]).toBeGreaterThanOrEqual(acknowledged);
			await cluster.close();
			await eventually('the host has ended', () => hostsOf(folder).length === 0);
		},
	);
});
