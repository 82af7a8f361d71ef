import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {copiesFolder} from '../../source/home/copies.ts';
import {temporaryFolder} from './temporary-folder.ts';

describe('the folder for copies', () => {
	let cache: string;
	const folderOf = () => copiesFolder({XDG_CACHE_HOME: cache});
	beforeEach(() => {
		cache = temporaryFolder();
	});

	it('is another one each time, below the cache', () => {
		const [one, two] = [folderOf(), folderOf()];
		expect(one).not.toBe(two);
		expect(readdirSync(join(cache, 'litescope', 'copies'))).toHaveLength(2);
	});

	it('takes away what a litescope left that was killed, and nothing else', () => {
		const dead = spawnSync(process.execPath, ['--version']).pid;
		const all = join(cache, 'litescope', 'copies');
		const names = [`${dead}-0123abcd`, `${process.pid}-0123abcd`, 'somebody-else'];
		for (const name of names) {
			mkdirSync(join(all, name), {recursive: true});
			writeFileSync(join(all, name, '1.db'), 'x');
		}
		const own = folderOf();
		expect(names.map(name => existsSync(join(all, name)))).toEqual([false, true, true]);
		expect(existsSync(own)).toBe(true);
	});
});
