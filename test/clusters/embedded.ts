import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type EmbeddedOptions, openEmbedded} from '../../source/drivers/embedded/client.ts';
import {openTestCluster, type TestCluster} from './cluster.ts';

// Hosts and sessions are started from the sources here; what was once made of them need not be made each time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
	new URL('../../node_modules/.cache/litescope', import.meta.url),
);

/** A folder of a test's own, for what it keeps and for the list of running clusters. Gone after `clean`. */
export interface TestFolder {
	readonly path: string;
	clean(): void;
}

/** Makes such a folder. Clusters that are opened while it is there are listed in it and nowhere else. */
export function testFolder(): TestFolder {
	const path = mkdtempSync(join(tmpdir(), 'ls-'));
	process.env.XDG_RUNTIME_DIR = path;
	const clean = () => rmSync(path, {recursive: true, force: true, maxRetries: 10});
	process.once('exit', clean);
	return {path, clean};
}

/** Opens an embedded cluster and waits until it is ready. Temporary unless it is given a folder. */
export function openEmbeddedCluster(options: Partial<EmbeddedOptions> = {}): Promise<TestCluster> {
	return openTestCluster((listener, sink) => openEmbedded({name: 'test', ...options}, listener, sink));
}
