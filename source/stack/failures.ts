import {StackError} from './stack-error.ts';

/** What Docker says when something fails, and what that means. The first that matches counts. */
const failures: readonly {
	readonly says: RegExp;
	readonly exitStatus: 1 | 3;
	readonly sentence: (match: RegExpExecArray, port: number) => string;
}[] = [
	{
		says: /is not a docker command|unknown command: docker compose|unknown shorthand flag: 'f' in -f|unknown flag: --file/,
		exitStatus: 3,
		sentence: () =>
			'Docker has no Compose plugin here, which brings the stack up: https://docs.docker.com/compose/install/ tells how to get it.',
	},
	{
		says: /permission denied while trying to connect/i,
		exitStatus: 3,
		sentence: () =>
			'You may not use Docker’s engine: join the group docker (`sudo usermod -aG docker $USER`, then log in again), or ask who runs it.',
	},
	{
		says: /cannot connect to the docker daemon|failed to connect to the docker API|error during connect|docker daemon is not running/i,
		exitStatus: 3,
		sentence: () =>
			'Docker’s engine does not answer. Start it, or look where DOCKER_HOST and `docker context` lead.',
	},
	{
		says: /port is already allocated|address already in use|ports are not available/i,
		exitStatus: 1,
		sentence: (_, port) =>
			`Port ${port} on this machine is in use by another program. Take another: litescope up --port ${port + 1}.`,
	},
	{
		says: /custom device "\/dev\/fuse"|\/dev\/fuse.*no such file/,
		exitStatus: 1,
		sentence: () =>
			'Docker’s machine has no /dev/fuse, which LiteFS needs: `sudo modprobe fuse` on that machine makes it.',
	},
	{
		says: /no space left on device/i,
		exitStatus: 1,
		sentence: () => 'Docker’s disk is full. `docker system df` shows what takes the space.',
	},
	{
		says: /non-overlapping IPv4 address pool|all predefined address pools have been fully subnetted/i,
		exitStatus: 1,
		sentence: () =>
			'Docker has no addresses left for another network. `docker network prune` frees unused ones.',
	},
	{
		says: /lookup (\S+?)(?: on \S+)?: (?:no such host|.*i\/o timeout)|failed to resolve source metadata for (\S+?):/i,
		exitStatus: 1,
		sentence: ([, host, image]) =>
			`An image cannot be fetched: ${host ?? image} cannot be reached. Look at the network, and try again.`,
	},
	{
		says: /pull access denied for ([^\s,]+)|manifest for (\S+) not found/i,
		exitStatus: 1,
		sentence: ([, denied, missing]) => `The image ${denied ?? missing} cannot be fetched from its registry.`,
	},
	{
		says: /failed to solve|returned a non-zero code|did not complete successfully/i,
		exitStatus: 1,
		sentence: () => 'The stack’s images could not be built.',
	},
];

/** A failed docker command as a StackError. `port` is the one that the ingress was to have. */
export function explainFailure(command: string, log: readonly string[], port: number): StackError {
	const text = log.join('\n');
	for (const {says, exitStatus, sentence} of failures) {
		const match = says.exec(text);
		if (match) return new StackError(exitStatus, sentence(match, port), log);
	}
	return new StackError(1, `\`${command}\` failed.`, log);
}
