import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {runningClusters} from '../../source/home/runtime.ts';
import {testFolder} from '../clusters/embedded.ts';
import {startPty} from '../e2e/pty.ts';
import {type Row, spread} from './table.ts';

const keys = 200;

/** From a key that is typed to its being on the screen, at 200x50, while another program writes all the time. */
export async function keyToFrame(): Promise<readonly Row[]> {
	const folder = testFolder();
	const root = fileURLToPath(new URL('../..', import.meta.url));
	const program = startPty(process.execPath, [`${root}dist/bin.js`, '--embedded'], {
		columns: 200,
		rows: 50,
		env: {XDG_RUNTIME_DIR: folder.path, XDG_STATE_HOME: folder.path},
	});
	await program.waitForTitle(/ready/);
	const [cluster] = await runningClusters();
	const writer = spawn(process.execPath, [
		fileURLToPath(new URL('slow-writer.ts', import.meta.url)),
		`${cluster!.folder}/primary/data.db`,
	]);
	await program.waitForScreen(
		screen => screen.some(row => row.includes('measured')),
		'the table that the writer makes',
	);
	const samples: number[] = [];
	for (let count = 0; count < keys; count++) {
		const text = 'abcdefghij'[count % 10]!;
		const began = performance.now();
		program.write(text);
		await program.waitForScreen(screen => screen.some(row => row.includes(`▸ ${text}`)), `▸ ${text}`);
		samples.push(performance.now() - began);
		program.write('\u0015');
		await program.waitForScreen(screen => !screen.some(row => row.includes(`▸ ${text}`)), 'an empty prompt');
	}
	writer.kill();
	program.write('\u0004');
	await program.exit;
	folder.clean();
	return [
		{
			what: 'key to frame at 200x50 while rows arrive',
			litescope: spread(samples),
			peer: 'harlequin, elsewhere: 51 ms median, 107 ms p99',
			goal: 'p99 at most 33 ms',
		},
	];
}
