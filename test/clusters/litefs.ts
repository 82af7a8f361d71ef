import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type DockerOptions, openDocker} from '../../source/drivers/docker/client.ts';
import {docker} from '../stack/engine.ts';
import {openTestCluster, type TestCluster} from './cluster.ts';
import {eventually} from './eventually.ts';

const folder = fileURLToPath(new URL('./litefs', import.meta.url));
const composeFile = join(folder, 'compose.yaml');

/** A LiteFS cluster in containers, of a test's own: a primary and a replica. */
export interface LitefsStack {
	/** Its compose project. */
	readonly project: string;
	compose(...args: readonly string[]): Promise<string>;
	/** Attaches to it, to the database in rollback mode where none is named, and waits until it is ready. */
	open(options?: Partial<DockerOptions>): Promise<TestCluster>;
	/** The command lines of what runs in one of its containers. */
	processes(service: string): Promise<readonly string[]>;
	/** Takes all of it away. */
	down(): Promise<void>;
}

/** The image of its nodes. */
export const litefsImage = 'litescope-test-litefs';

/** Builds that image where it is not there yet. */
export async function buildLitefsImage(): Promise<void> {
	// Built by compose it would be another image, with the project's name in it, each time.
	await docker('build', '--quiet', '--tag', litefsImage, folder);
}

/** Brings one up, under a name that no other test has, with another compose file of its folder over the first. */
export async function litefsStack(name: string, over?: 'published.yaml'): Promise<LitefsStack> {
	const project = `litescope-test-${name}-${process.pid}`;
	const files = ['-f', composeFile, ...(over ? ['-f', join(folder, over)] : [])];
	const compose = (...args: readonly string[]) => docker('compose', ...files, '-p', project, ...args);
	await buildLitefsImage();
	await compose('up', '--detach');
	for (const service of ['primary', 'replica']) {
		await eventually(`${service} has both databases`, async () => {
			const names = await compose('exec', '-T', service, 'ls', '/litefs');
			return names.includes('data.db-pos') && names.includes('wal.db-pos');
		});
	}
	return {
		project,
		compose,
		open: (options = {}) =>
			openTestCluster((listener, sink) =>
				openDocker({name: 'test', cluster: project, database: 'data.db', ...options}, listener, sink),
			),
		async processes(service) {
			const [, ...lines] = (await docker('top', `${project}-${service}-1`, '-eo', 'pid,args'))
				.trim()
				.split('\n');
			return lines.map(line => line.trim().replace(/^\d+\s+/, ''));
		},
		down: async () => void (await compose('down', '-v', '-t', '2')),
	};
}
