import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const execute = promisify(execFile);

/** Runs docker to its end. Rejects with what it said when it fails. */
export async function docker(...args: readonly string[]): Promise<string> {
	return (await execute('docker', args, {maxBuffer: 64 * 1024 * 1024})).stdout;
}

/** All that a container has logged. */
export async function logsOf(container: string): Promise<string> {
	const {stdout, stderr} = await execute('docker', ['logs', container]);
	return stdout + stderr;
}

/** Whether a Docker engine and its Compose plugin answer here; says on standard error what is skipped when not. */
export async function engineAnswers(whatIsSkipped: string): Promise<boolean> {
	try {
		await docker('compose', 'ls');
		return true;
	} catch {
		process.stderr.write(`No Docker engine with Compose answers here: ${whatIsSkipped} skipped.\n`);
		return false;
	}
}
