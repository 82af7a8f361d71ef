import {type ChildProcess, execFile, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {eventually} from './eventually.ts';
import {buildLitefsImage, litefsImage} from './litefs.ts';

const execute = promisify(execFile);
const files = fileURLToPath(new URL('./own-daemon', import.meta.url));

/** A Docker engine that a test may stop, kill and suspend; the machine's own never is. */
export interface OwnDaemon {
	/** Where it is, as DOCKER_HOST has it. */
	readonly host: string;
	/** Runs docker on it. */
	docker(...args: readonly string[]): Promise<string>;
	/** Runs docker compose on it, for its cluster. */
	compose(...args: readonly string[]): Promise<string>;
	/** Starts it again, and waits until it answers. */
	start(...options: readonly string[]): Promise<void>;
	/** Sends it a signal; one that ends it is waited for. */
	signal(signal: 'TERM' | 'KILL' | 'STOP' | 'CONT'): Promise<void>;
	/** Ends it with all that runs in it, and removes its folder. */
	end(): Promise<void>;
}

/** The compose project in it. */
export const ownProject = 'own';

/** Whether an engine of one's own can be run here; says on standard error what is skipped when not. */
export function daemonCanRun(whatIsSkipped: string): boolean {
	try {
		execFileSync('unshare', ['--net', '--mount', '--pid', '--fork', 'dockerd', '--version'], {
			stdio: 'ignore',
		});
		return true;
	} catch {
		process.stderr.write(
			`No second Docker engine can be run here, which takes dockerd and root: ${whatIsSkipped} skipped.\n`,
		);
		return false;
	}
}

/**
 * Starts an engine in network, mount and process namespaces of its own, so that nothing of it touches the machine's
 * engine or outlives the test, with the image of the LiteFS node in it.
 */
export async function ownDaemon(): Promise<OwnDaemon> {
	const folder = mkdtempSync(join(tmpdir(), 'ls-daemon-'));
	const host = `unix://${folder}/docker.sock`;
	const namespaces = ['--net', '--mount', '--propagation', 'private', '--pid', '--fork', '--mount-proc'];
	const script = join(files, 'keep-daemon.sh');
	const keeper = spawn('unshare', [...namespaces, '--kill-child', 'sh', script, folder], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const answers = createInterface({input: keeper.stdout})[Symbol.asyncIterator]();
	const tell = async (...words: readonly string[]) => {
		keeper.stdin.write(`${words.join(' ')}\n`);
		if ((await answers.next()).done) throw new Error('The keeper of the Docker engine has ended.');
	};
	const docker = async (...args: readonly string[]) =>
		(await execute('docker', ['--host', host, ...args], {maxBuffer: 64 * 1024 * 1024})).stdout;
	const daemon: OwnDaemon = {
		host,
		docker,
		compose: (...args) => docker('compose', '-f', join(files, 'compose.yaml'), '-p', ownProject, ...args),
		async start(...options) {
			await tell('start', ...options);
			await eventually(`the Docker engine in ${folder} answers`, () =>
				docker('version').then(
					() => true,
					() => false,
				),
			);
		},
		signal: signal => tell(signal),
		async end() {
			await removeContainers(docker).catch(() => undefined);
			await endKeeper(keeper);
			rmSync(folder, {recursive: true, force: true, maxRetries: 10});
		},
	};
	try {
		await daemon.start();
		await bringImage(host);
		return daemon;
	} catch (error) {
		await daemon.end();
		throw error;
	}
}

/** Brings the cluster up in it, with both databases on both nodes. */
export async function bringUp({compose}: OwnDaemon): Promise<void> {
	await compose('up', '--detach');
	for (const service of ['primary', 'replica']) {
		await eventually(`${service} has both databases`, async () => {
			const names = await compose('exec', '-T', service, 'ls', '/litefs');
			return names.includes('data.db-pos') && names.includes('wal.db-pos');
		});
	}
}

/** Their control groups are the machine's, and stay where they are not removed. */
async function removeContainers(docker: OwnDaemon['docker']): Promise<void> {
	const containers = (await docker('ps', '--all', '--quiet')).split('\n').filter(id => id !== '');
	if (containers.length > 0) await docker('rm', '--force', ...containers);
}

async function endKeeper(keeper: ChildProcess): Promise<void> {
	if (keeper.exitCode !== null || keeper.signalCode !== null) return;
	const ended = once(keeper, 'exit');
	keeper.stdin?.end();
	await ended;
}

/** A small image with the same name, entry point and configuration as the one that other tests use. */
async function bringImage(host: string): Promise<void> {
	await buildLitefsImage();
	const script = join(files, 'image.sh');
	const give = `docker run --rm --interactive --entrypoint sh ${litefsImage} -s < ${script}`;
	const change = `--change 'ENTRYPOINT ["litefs", "mount"]' --change 'ENV PATH=/usr/local/bin:/usr/bin:/bin'`;
	await execute('bash', [
		'-c',
		`set -o pipefail; ${give} | docker --host ${host} import ${change} - ${litefsImage}`,
	]);
}
