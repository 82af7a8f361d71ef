import {randomBytes} from 'node:crypto';
import {readdirSync, rmSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {makeFolder} from './make-folder.ts';
import {homePaths} from './paths.ts';
import {isAlive} from './runtime.ts';

/**
 * A new folder for copies of databases, which this process removes when it ends: `copies/<pid>-<random>` below the cache.
 * Those of processes that were killed are removed now. Throws the system's error where it cannot be made.
 */
export function copiesFolder(env: NodeJS.ProcessEnv = process.env): string {
	const all = join(homePaths(env, homedir()).cache, 'copies');
	const own = join(all, `${process.pid}-${randomBytes(4).toString('hex')}`);
	makeFolder(own);
	for (const name of readdirSync(all)) {
		const owner = /^(\d+)-[0-9a-f]{8}$/.exec(name)?.[1];
		if (owner !== undefined && !isAlive(Number(owner)))
			rmSync(join(all, name), {recursive: true, force: true});
	}
	return own;
}
