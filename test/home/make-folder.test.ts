import {existsSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {makeFolder} from '../../source/home/make-folder.ts';
import {temporaryFolder} from './temporary-folder.ts';

it('makes a folder and those above it, for their owner alone; one that is there stays', () => {
	const above = join(temporaryFolder(), 'new');
	const path = join(above, 'deep');
	makeFolder(path);
	makeFolder(path);
	expect([above, path].map(folder => statSync(folder).mode & 0o777)).toEqual([0o700, 0o700]);
});

it('says so where a file is in the way', () => {
	const file = join(temporaryFolder(), 'file');
	writeFileSync(file, '');
	expect(() => makeFolder(file)).toThrow('EEXIST');
	expect(() => makeFolder(join(file, 'below'))).toThrow('ENOTDIR');
});

it.runIf(existsSync('/proc/self'))('ends with an error where nothing can be made, as in /proc', () => {
	expect(() => makeFolder('/proc/litescope')).toThrow('ENOENT');
	expect(() => makeFolder('/proc/litescope/deep')).toThrow('ENOENT');
});
