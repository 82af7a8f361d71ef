import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {startPty} from '../e2e/pty.ts';
import {milliseconds, quantile, type Row} from './table.ts';

const runs = 9;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** From before the process is started to the first frame on the screen, against an Ink program that draws one box. */
export async function firstFrame(): Promise<readonly Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'litescope-bench-'));
	try {
		const bare = await bareInk(folder);
		const litecli = installed('litecli');
		const samples: Record<'ours' | 'bare' | 'litecli', number[]> = {ours: [], bare: [], litecli: []};
		for (let run = 0; run < runs; run++) {
			samples.ours.push(
				await timed(process.execPath, [join(root, 'dist/bin.js'), '--embedded'], 'litescope'),
			);
			samples.bare.push(await timed(process.execPath, [bare], 'marker'));
			if (litecli) samples.litecli.push(await timed('litecli', [':memory:'], '>'));
		}
		const [ours, theirs] = [quantile(samples.ours, 0.5), quantile(samples.bare, 0.5)];
		const others = litecli
			? `, litecli ${milliseconds(quantile(samples.litecli, 0.5))}`
			: ', litecli not installed';
		return [
			{
				what: 'start to first frame',
				litescope: `${milliseconds(ours)} (${(ours / theirs).toFixed(2)} times)`,
				peer: `bare bundled Ink ${milliseconds(theirs)}${others}`,
				goal: 'at most 1.2 times bare Ink',
			},
		];
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

async function timed(command: string, args: readonly string[], marker: string): Promise<number> {
	const began = performance.now();
	const program = startPty(command, args, {columns: 120, rows: 35});
	await program.waitForScreen(screen => screen.some(row => row.includes(marker)), marker);
	const elapsed = performance.now() - began;
	program.kill('SIGTERM');
	await program.exit;
	return elapsed;
}

function installed(command: string): boolean {
	try {
		execFileSync(command, ['--version'], {stdio: 'ignore'});
		return true;
	} catch {
		return false;
	}
}

/** The least that an Ink program can be: one box, bundled like ours. */
async function bareInk(folder: string): Promise<string> {
	const source = join(folder, 'bare.js');
	const bundle = join(folder, 'bare.mjs');
	writeFileSync(
		source,
		`import {createElement} from 'react';
		import {Box, render, Text} from 'ink';
		render(createElement(Box, {borderStyle: 'round'}, createElement(Text, null, 'marker')), {interactive: true, alternateScreen: true});
		setInterval(() => {}, 1000);`,
	);
	const nothing = join(folder, 'nothing.js');
	writeFileSync(nothing, 'export default undefined');
	await build({
		entryPoints: [source],
		outfile: bundle,
		bundle: true,
		format: 'esm',
		platform: 'node',
		nodePaths: [join(root, 'node_modules')],
		alias: {'react-devtools-core': nothing},
		define: {'process.env.NODE_ENV': '"production"'},
		banner: {js: "import {createRequire} from 'node:module';const require = createRequire(import.meta.url);"},
	});
	return bundle;
}
