import {
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {writeFileAtomic} from '../../source/home/write-file.ts';
import {temporaryFolder} from './temporary-folder.ts';

test('writes a file with its mode, making the folders, and leaves nothing else', async () => {
	const folder = temporaryFolder();
	const file = join(folder, 'a/b/settings.json');
	await writeFileAtomic(file, 'one', {mode: 0o600});
	await writeFileAtomic(file, 'two', {mode: 0o644});
	expect(readFileSync(file, 'utf8')).toBe('two');
	expect(statSync(file).mode & 0o777).toBe(0o644);
	expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
	expect(readdirSync(join(folder, 'a/b'))).toEqual(['settings.json']);
});

test('writes where a link leads, and leaves the link', async () => {
	const folder = temporaryFolder();
	writeFileSync(join(folder, 'real'), 'one');
	symlinkSync('real', join(folder, 'link'));
	await writeFileAtomic(join(folder, 'link'), 'two', {mode: 0o600});
	expect(readlinkSync(join(folder, 'link'))).toBe('real');
	expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('two');
});

test('where it cannot write, the error is the system’s and nothing is left', async () => {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'taken/by'), {recursive: true});
	await expect(writeFileAtomic(join(folder, 'taken'), 'one', {mode: 0o600})).rejects.toThrow(
		/EISDIR|ENOTEMPTY|EEXIST/,
	);
	expect(readdirSync(folder)).toEqual(['taken']);
});

test('writers at the same time do not mix', async () => {
	const file = join(temporaryFolder(), 'settings.json');
	const texts = Array.from({length: 20}, (_, index) => String(index).repeat(50_000));
	await Promise.all(texts.map(text => writeFileAtomic(file, text, {mode: 0o600})));
	expect(texts).toContain(readFileSync(file, 'utf8'));
});
