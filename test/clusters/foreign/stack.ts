import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type DockerOptions, openDocker} from '../../../source/drivers/docker/client.ts';
import {docker} from '../../stack/engine.ts';
import {openTestCluster, type TestCluster} from '../cluster.ts';
import {eventually} from '../eventually.ts';

/** Stacks as people with other habits compose them: a folder each, beside this file. */
export type ForeignName = 'library' | 'shop' | 'course';

/** One of them, brought up. */
export interface ForeignStack {
	/** Its compose project. */
	readonly project: string;
	/** Attaches to it and waits until it is ready. */
	open(options?: Partial<DockerOptions>): Promise<TestCluster>;
	/** The command lines of what runs in the container of one of its services. */
	processes(service: string): Promise<readonly string[]>;
	/** Takes all of it away. */
	down(): Promise<void>;
}

/** Brings one up, and waits until each of its databases is on both of its nodes. */
export async function foreignStack(
	name: ForeignName,
	{services, files}: {readonly services: readonly string[]; readonly files: readonly string[]},
): Promise<ForeignStack> {
	const folder = fileURLToPath(new URL(`./${name}`, import.meta.url));
	const project = `${name}-${process.pid}`;
	const compose = (...args: readonly string[]) =>
		docker('compose', '-f', join(folder, 'compose.yaml'), '-p', project, ...args);
	await docker('build', '--quiet', '--tag', `litescope-test-${name}`, folder);
	await compose('up', '--detach');
	const check = files.map(file => `[ -e ${file}-pos ]`).join(' && ');
	for (const service of services) {
		await eventually(`${service} of ${name} has ${files}`, () =>
			compose('exec', '-T', service, 'sh', '-c', check).then(
				() => true,
				() => false,
			),
		);
	}
	return {
		project,
		open: (options = {}) =>
			openTestCluster((listener, sink) =>
				openDocker({name: 'test', cluster: project, ...options}, listener, sink),
			),
		async processes(service) {
			const id = (await compose('ps', '--quiet', service)).trim();
			const [, ...lines] = (await docker('top', id, '-eo', 'pid,args')).trim().split('\n');
			return lines.map(line => line.trim().replace(/^\d+\s+/, ''));
		},
		down: async () => void (await compose('down', '--volumes', '--timeout', '1')),
	};
}
