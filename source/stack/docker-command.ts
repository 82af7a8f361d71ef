import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {limits} from '../cluster/limits.ts';
import {explainFailure} from './failures.ts';
import {StackError} from './stack-error.ts';

/** How docker is run for one `up` or `down`. */
export interface DockerSetting {
	/** The port on this machine that the ingress has. */
	readonly port: number;
	/** Aborted when the person interrupts. */
	readonly interrupted: AbortSignal;
}

/**
 * Runs docker and gives what it wrote to standard output; `onLine` gets each line of its standard error. Rejects with
 * a StackError that has the end of the log.
 */
export async function docker(
	args: readonly string[],
	{port, interrupted}: DockerSetting,
	onLine: (line: string) => void = () => {},
): Promise<string> {
	if (interrupted.aborted) throw interruption();
	const child = spawn('docker', args, {
		env: {...process.env, LITESCOPE_PORT: String(port)},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const interrupt = () => child.kill('SIGINT');
	interrupted.addEventListener('abort', interrupt);
	const log: string[] = [];
	createInterface({input: child.stderr}).on('line', line => {
		log.push(line);
		if (log.length > limits.stackLogLines) log.shift();
		onLine(line);
	});
	const output: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
	const {promise, resolve, reject} = Promise.withResolvers<number | null>();
	child.once('error', reject);
	child.once('close', resolve);
	try {
		const exitStatus = await promise;
		if (interrupted.aborted) throw interruption();
		if (exitStatus !== 0) throw explainFailure(`docker ${args.join(' ')}`, log, port);
		return Buffer.concat(output).toString('utf8');
	} catch (error) {
		throw error instanceof StackError ? error : notStarted(error as NodeJS.ErrnoException);
	} finally {
		interrupted.removeEventListener('abort', interrupt);
	}
}

function interruption(): StackError {
	return new StackError(
		130,
		'Interrupted. `litescope up` goes on from here, `litescope down` takes away what there is.',
	);
}

function notStarted(error: NodeJS.ErrnoException): StackError {
	return error.code === 'ENOENT'
		? new StackError(
				3,
				'There is no docker command here: https://docs.docker.com/get-docker/ tells how to get it. Without it, `litescope` runs a cluster of its own.',
			)
		: new StackError(3, `docker could not be started: ${error.message}.`);
}
