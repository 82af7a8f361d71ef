import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {testFolder} from '../clusters/embedded.ts';
import {startPty} from '../e2e/pty.ts';
import type {Row} from './table.ts';

const seconds = 10;
/** Clock ticks a second in /proc (USER_HZ, fixed at 100 for programs). */
const ticks = 100;

/** CPU time of the explorer, its host and its sessions while nothing happens. */
export async function idle(): Promise<readonly Row[]> {
	const folder = testFolder();
	const root = fileURLToPath(new URL('../..', import.meta.url));
	const program = startPty(process.execPath, [`${root}dist/bin.js`, '--embedded'], {
		columns: 120,
		rows: 35,
		env: {XDG_RUNTIME_DIR: folder.path, XDG_STATE_HOME: folder.path},
	});
	await program.waitForTitle(/ready/);
	program.write('SELECT 1;\r');
	await program.waitForScreen(screen => screen.some(row => row.includes('1 row')), 'a result');
	// A process goes on compiling for a while after its start.
	await setTimeout(30_000);
	const processes = familyOf(program.pid, folder.path);
	const before = cpuTicks(processes);
	await setTimeout(seconds * 1000);
	const used = cpuTicks(processes) - before;
	program.write('\u0004');
	await program.exit;
	folder.clean();
	return [
		{
			what: `CPU when idle, ${processes.length} processes together`,
			litescope: `${((used / ticks / seconds) * 100).toFixed(1)} % of a core`,
			peer: 'harlequin and sqlit, elsewhere: 0.7 to 1.0 %',
			goal: 'under 1 %',
		},
	];
}

/** The process, its descendants, and the host, which has left the family. Linux only. */
function familyOf(pid: number, runtime: string): readonly number[] {
	const all = readdirSync('/proc')
		.filter(name => /^\d+$/.test(name))
		.map(Number);
	const parents = new Map(all.map(process => [process, parentOf(process)]));
	const isOurs = (process: number | undefined): boolean =>
		process === pid || (process !== undefined && process > 1 && isOurs(parents.get(process)));
	return all.filter(
		process =>
			isOurs(process) ||
			(environmentOf(process).includes(`XDG_RUNTIME_DIR=${runtime}`) && process !== globalThis.process.pid),
	);
}

function parentOf(process: number): number | undefined {
	return Number(statOf(process)?.[1]) || undefined;
}

function statOf(process: number): readonly string[] | undefined {
	try {
		const text = readFileSync(`/proc/${process}/stat`, 'utf8');
		return text.slice(text.lastIndexOf(')') + 2).split(' ');
	} catch {
		return undefined;
	}
}

function environmentOf(process: number): string {
	try {
		return readFileSync(`/proc/${process}/environ`, 'utf8');
	} catch {
		return '';
	}
}

function cpuTicks(processes: readonly number[]): number {
	return processes.reduce((sum, process) => {
		const stat = statOf(process);
		return sum + Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0);
	}, 0);
}
