import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {openEmbeddedCluster, testFolder} from '../clusters/embedded.ts';
import {type Row, spread} from './table.ts';

const warmUp = 50;
const runs = 500;

/** From asking for a statement to its outcome, against a bare pipe to the sqlite3 shell. */
export async function roundTrip(): Promise<readonly Row[]> {
	const folder = testFolder();
	const cluster = await openEmbeddedCluster();
	const samples: number[] = [];
	for (let run = 0; run < warmUp + runs; run++) {
		const began = performance.now();
		await cluster.run('primary', 'SELECT 1');
		if (run >= warmUp) samples.push(performance.now() - began);
	}
	await cluster.close();
	folder.clean();
	const shell = await throughShell();
	return [
		{
			what: 'statement round trip (SELECT 1)',
			litescope: spread(samples),
			peer: shell ? `sqlite3 shell through a pipe ${spread(shell)}` : 'no sqlite3 shell here',
			goal: '',
		},
	];
}

async function throughShell(): Promise<readonly number[] | undefined> {
	const shell = spawn('sqlite3', [':memory:'], {stdio: ['pipe', 'pipe', 'ignore']});
	const started = await Promise.race([
		once(shell, 'spawn').then(() => true),
		once(shell, 'error').then(() => false),
	]);
	if (!started) return undefined;
	const lines = createInterface({input: shell.stdout})[Symbol.asyncIterator]();
	const samples: number[] = [];
	for (let run = 0; run < warmUp + runs; run++) {
		const began = performance.now();
		shell.stdin.write('SELECT 1;\n');
		await lines.next();
		if (run >= warmUp) samples.push(performance.now() - began);
	}
	shell.stdin.end();
	await once(shell, 'exit');
	return samples;
}
