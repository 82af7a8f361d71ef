import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {compose, type StackContainer} from './containers.ts';
import {type DockerSetting, docker} from './docker-command.ts';

/** Where LiteFS keeps the database on the primary, and where `compose/node/import-once.sh` looks for the first one. */
const database = '/var/lib/litefs/dbs/data.db/database';
const seed = '/var/lib/litefs/seed.db';

/** Whether the primary has a database, whether it runs or not. */
export async function hasDatabase(primary: StackContainer): Promise<boolean> {
	// `docker cp` reads volumes of stopped containers too; its first byte is answer enough.
	const child = spawn('docker', ['cp', `${primary.id}:${database}`, '-'], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	let found = false;
	child.stdout.once('data', () => {
		found = true;
		child.kill();
	});
	await once(child, 'close');
	return found;
}

/** Gives the primary its first database, a file on this machine: at once where it runs, else when it starts. */
export async function giveDatabase(
	file: string,
	primary: StackContainer,
	setting: DockerSetting,
): Promise<void> {
	await compose(['cp', file, `primary:${seed}`], setting);
	if (primary.state === 'running') {
		await docker(['exec', primary.id, 'sh', '/usr/local/lib/litescope/import-once.sh'], setting);
	}
}
