import {cpSync, rmSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {build} from 'esbuild';

rmSync('dist', {recursive: true, force: true});

// Ink imports its developer tools only when asked to; nobody asks, and the package is not installed.
const withoutDevtools = {
	name: 'without-devtools',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$/}, ({path}) => ({path, namespace: 'nothing'}));
		onLoad({filter: /.*/, namespace: 'nothing'}, () => ({contents: 'export default undefined'}));
	},
};

// What Ink asks for again and again in every frame, it gets from a quicker one of ours.
const quickForInk = {
	name: 'quick-for-ink',
	setup({onResolve}) {
		onResolve({filter: /^string-width$/}, ({importer}) =>
			/[\\/]node_modules[\\/](ink|widest-line|slice-ansi|cli-truncate|wrap-ansi)[\\/]/.test(importer)
				? {path: resolve('source/ui/ink-speed/string-width.ts')}
				: undefined,
		);
		onResolve({filter: /^\.\/(output|sanitize-ansi)\.js$/}, ({path, importer}) =>
			/[\\/]ink[\\/]build[\\/]/.test(importer)
				? {path: resolve('source/ui/ink-speed', `${basename(path, '.js')}.ts`)}
				: undefined,
		);
	},
};

const common = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	outdir: 'dist',
	// Native, or full of tricks that a bundle breaks; both are loaded only by what needs them.
	external: ['better-sqlite3', 'dockerode'],
	// React keeps every measurement it makes unless this is fixed before it loads.
	define: {'process.env.NODE_ENV': '"production"'},
	plugins: [withoutDevtools, quickForInk],
	legalComments: 'none',
	logLevel: 'warning',
};

// Looks at Node's version before anything else is loaded, so it shares no chunk with anything.
await build({...common, entryPoints: {bin: 'source/bin.ts'}, target: 'node14', external: ['./cli.js']});

await build({
	...common,
	entryPoints: {
		cli: 'cli.tsx',
		host: 'source/drivers/embedded/host.ts',
		'replica-worker': 'source/drivers/embedded/replica-worker.ts',
		seed: 'source/drivers/embedded/seed.ts',
		session: 'source/drivers/embedded/session.ts',
	},
	splitting: true,
	chunkNames: 'chunks/[name]-[hash]',
	banner: {
		js: "import {createRequire as litescopeCreateRequire} from 'node:module';const require = litescopeCreateRequire(import.meta.url);",
	},
});

// What the program reads lies beside it as it lies in source, so that paths from one to the other stay right.
for (const data of ['demos', 'lessons', 'scripts/script.schema.json']) {
	cpSync(`source/${data}`, `dist/${data}`, {recursive: true});
}
