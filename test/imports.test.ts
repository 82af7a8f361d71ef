import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each room of `source` may import from other rooms. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	cluster: [],
	litefs: [],
	sqlite: [],
	terminal: [],
	home: [],
	store: ['cluster', 'litefs', 'sqlite'],
	results: ['cluster', 'litefs', 'sqlite', 'drivers/driver.ts'],
	drivers: ['cluster', 'litefs', 'sqlite', 'home'],
	stack: ['cluster'],
	scripts: ['cluster', 'litefs', 'sqlite'],
	demos: [],
	lessons: [],
	ui: ['cluster', 'litefs', 'sqlite', 'store', 'results', 'terminal', 'scripts'],
	commands: [
		'cluster',
		'litefs',
		'sqlite',
		'store',
		'results',
		'terminal',
		'home',
		'drivers',
		'stack',
		'scripts',
		'ui',
	],
};

/** The only places that may import these packages. */
const packages: Readonly<Record<string, readonly string[]>> = {
	'better-sqlite3': ['source/drivers/embedded/'],
	ink: ['source/ui/'],
	react: ['source/ui/'],
	dockerode: ['source/drivers/docker/'],
	meow: ['cli.tsx'],
	valibot: ['source/scripts/'],
	yaml: ['source/scripts/'],
};

interface Import {
	readonly file: string;
	readonly target: string;
}

const files = readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => join('source', name))
	.concat('cli.tsx');

const imports: readonly Import[] = files.flatMap(file => {
	const text = readFileSync(join(root, file), 'utf8');
	const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
	return [...found].map(([, target]) => ({file, target: target!}));
});

const roomOf = (path: string) => path.split('/')[1] ?? '';
const pathOf = ({file, target}: Import) => normalize(join(dirname(file), target));

describe('the rooms of source', () => {
	it.each(Object.keys(mayImport))('%s imports only what the map lets it', room => {
		const allowed = mayImport[room]!;
		const wrong = imports
			.filter(({file, target}) => file.startsWith(`source/${room}/`) && target.startsWith('.'))
			.filter(found => pathOf(found).startsWith('source/') && roomOf(pathOf(found)) !== room)
			.filter(found => !allowed.some(name => relative('source', pathOf(found)).startsWith(name)));
		expect(wrong).toEqual([]);
	});

	it('are all in the map', () => {
		const rooms = readdirSync(join(root, 'source'), {withFileTypes: true}).filter(entry =>
			entry.isDirectory(),
		);
		expect(rooms.map(({name}) => name).sort()).toEqual(Object.keys(mayImport).sort());
	});

	it.each(Object.entries(packages))('%s is imported only where it belongs', (name, places) => {
		const wrong = imports
			.filter(({target}) => target === name || target.startsWith(`${name}/`))
			.filter(({file}) => !places.some(place => file.startsWith(place)));
		expect(wrong).toEqual([]);
	});

	it('the screen imports no driver, only their interface', () => {
		const wrong = imports.filter(
			found => found.file.startsWith('source/ui/') && pathOf(found).startsWith('source/drivers/'),
		);
		expect(wrong).toEqual([]);
	});

	it('have no file that nobody imports', () => {
		const entries = [
			'cli.tsx',
			'source/bin.ts',
			'source/drivers/embedded/host.ts',
			'source/drivers/embedded/session.ts',
			'source/drivers/embedded/seed.ts',
			'source/drivers/embedded/replica-worker.ts',
			// The bundle gives these to Ink.
			'source/ui/ink-speed/output.ts',
			'source/ui/ink-speed/sanitize-ansi.ts',
			'source/ui/ink-speed/string-width.ts',
		];
		const imported = new Set(imports.map(pathOf));
		expect(files.filter(file => !imported.has(file) && !entries.includes(file))).toEqual([]);
	});
});
