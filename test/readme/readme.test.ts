import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import manifest from '../../package.json' with {type: 'json'};
import {withKeys} from './keys.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

describe('the README', () => {
	it('has the keys that the program has (npm run readme writes them)', () => {
		expect(withKeys(readme)).toBe(readme);
	});

	it('names only files that are there', () => {
		const links = [...readme.matchAll(/\]\(([^)#:]+)\)|src="([^":]+)"/g)].map(found => found[1] ?? found[2]!);
		expect(links.length).toBeGreaterThan(1);
		expect(links.filter(link => !existsSync(new URL(link, root)))).toEqual([]);
	});

	it('names only scripts that there are', () => {
		const scripts = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
		expect(scripts.filter(name => !(name in manifest.scripts))).toEqual([]);
	});
});
