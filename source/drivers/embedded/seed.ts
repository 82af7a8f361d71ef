import {dirname} from 'node:path';
import {parentPort, workerData} from 'node:worker_threads';
import {sayFailure} from './full-disk.ts';
import {generateSample} from './sample/generate.ts';
import {importDatabase} from './sample/import-database.ts';

/** What a new cluster begins with: the sample, or a copy of a person's file; written to a path that is free. */
export interface SeedJob {
	readonly importFile?: string;
	readonly into: string;
}

/** Undefined when it is done, or a sentence. */
export type SeedAnswer = {readonly failed?: string};

/** A thread of its own, so that the screen answers while a large file is checked and copied. */
const {importFile, into} = workerData as SeedJob;
const answer = (message: SeedAnswer) => parentPort?.postMessage(message);
try {
	if (importFile === undefined) generateSample(into);
	else await importDatabase(importFile, into);
	answer({});
} catch (error) {
	answer({failed: sayFailure(error, dirname(into))});
}
