import {rmSync} from 'node:fs';
import {Worker} from 'node:worker_threads';
import {entryFile} from '../entry.ts';
import type {SeedAnswer, SeedJob} from '../seed.ts';
import {EmbeddedError} from './options.ts';

/** Writes the database that a new cluster begins with. Rejects with an EmbeddedError. */
export async function makeSeed(job: SeedJob): Promise<void> {
	rmSync(job.into, {force: true});
	const {promise, resolve, reject} = Promise.withResolvers<SeedAnswer>();
	const worker = new Worker(entryFile('seed'), {workerData: job});
	worker.once('message', resolve);
	worker.once('error', reject);
	worker.once('exit', () => reject(new Error('The thread that makes the first database ended too early.')));
	const {failed} = await promise;
	if (failed !== undefined) throw new EmbeddedError(1, failed);
}
