import {rm} from 'node:fs/promises';
import {type StackNode, waitUntilCaughtUp} from './caught-up.ts';
import {compose, publishedPort, type StackContainer, stackContainers} from './containers.ts';
import {type DockerSetting, docker} from './docker-command.ts';
import {giveDatabase, hasDatabase} from './first-database.ts';
import {narrator} from './narrator.ts';
import {removeOldImages} from './remove-old-images.ts';
import {StackError} from './stack-error.ts';
import {takeDown} from './take-down.ts';

/** The stack that is wanted. What is missing stays as it is; in a new stack it is one replica and port 8080. */
export interface StackWish {
	readonly replicas?: number;
	/** On this machine, for the ingress. */
	readonly port?: number;
	/** A person's database for a new stack; an existing one keeps its own, and that is an error. */
	readonly importFile?: string;
}

export interface StackHost {
	/** Tells in a few words what is under way; may hold untrusted text. */
	readonly say: (text: string) => void;
	/** Writes the first database of a stack to a temporary file and gives its path. */
	readonly makeDatabase: (importFile: string | undefined) => Promise<string>;
	readonly interrupted: AbortSignal;
}

/** A stack whose nodes have all caught up. */
export interface RunningStack {
	/** The compose project. */
	readonly project: string;
	/** The primary first. */
	readonly nodes: readonly StackNode[];
	/** Of the ingress, on this machine. */
	readonly port: number;
}

const defaultPort = 8080;

/**
 * Brings the stack up as it is wanted, or makes the one that is there so, and waits until every node has caught up.
 * Rejects with a StackError; then what is there already stays, and another call goes on from it.
 */
export async function bringUp(wish: StackWish, host: StackHost): Promise<RunningStack> {
	const {say, interrupted} = host;
	say('asking Docker what is there');
	const asking = {port: wish.port ?? defaultPort, interrupted};
	const before = await stackContainers(asking);
	const replicasBefore = before.filter(({service}) => service === 'replica');
	const setting = {...asking, port: wish.port ?? (await portBefore(before, asking))};
	const replicas = wish.replicas ?? (replicasBefore.length || 1);
	const scale = ['--scale', `replica=${replicas}`];
	const onLine = narrator(say);

	say('looking after the images');
	await compose(['build'], setting, onLine);
	if (!before.some(({service}) => service === 'primary'))
		await compose(['create', ...scale], setting, onLine);
	await lookAfterDatabase(wish, host, setting, before.length === 0);
	await resume(before, setting, say);
	await removeReplicas(replicasBefore.slice(replicas), setting, say);
	await startAll(['up', '--detach', ...scale], before, setting, onLine);
	const nodes = await waitUntilCaughtUp(setting, say);
	const [first] = await stackContainers(setting);
	if (first) await removeOldImages(first.project, setting);
	return {project: first?.project ?? '', nodes, port: setting.port};
}

/** Starts what is to run. An ingress that ran and cannot have its new port goes back to the one it had. */
async function startAll(
	args: readonly string[],
	before: readonly StackContainer[],
	setting: DockerSetting,
	onLine: (line: string) => void,
): Promise<void> {
	const ingress = before.find(({service, state}) => service === 'ingress' && state === 'running');
	const portWas = ingress && (await publishedPort(ingress, setting));
	try {
		await compose(args, setting, onLine);
	} catch (error) {
		if (!(error instanceof StackError) || setting.interrupted.aborted) throw error;
		if (portWas === undefined || portWas === setting.port) throw error;
		await compose(['up', '--detach', '--no-deps', 'ingress'], {...setting, port: portWas}, onLine);
		const sentence = `${error.message} Until then the invoices stay on port ${portWas}.`;
		throw new StackError(error.exitStatus, sentence, error.log);
	}
}

async function portBefore(before: readonly StackContainer[], setting: DockerSetting): Promise<number> {
	const fromEnvironment = Number(process.env.LITESCOPE_PORT);
	if (fromEnvironment > 0) return fromEnvironment;
	const ingress = before.find(({service}) => service === 'ingress');
	return (ingress && (await publishedPort(ingress, setting))) ?? defaultPort;
}

async function lookAfterDatabase(
	{importFile}: StackWish,
	{say, makeDatabase, interrupted}: StackHost,
	setting: DockerSetting,
	isNew: boolean,
): Promise<void> {
	const primary = (await stackContainers(setting)).find(({service}) => service === 'primary');
	if (!primary) throw new StackError(1, 'Docker made no container for the primary.');
	if (await hasDatabase(primary)) {
		if (importFile === undefined) return;
		if (isNew) await takeDown({volumes: false}, {say: () => {}, interrupted});
		throw new StackError(
			2,
			'The stack has a database already, and --import begins a new one. `litescope down --volumes` throws that one away.',
		);
	}
	say(importFile === undefined ? 'making the sample database' : `checking and copying ${importFile}`);
	const file = await makeDatabase(importFile);
	try {
		await giveDatabase(file, primary, setting);
	} finally {
		await rm(file, {force: true});
	}
}

/** Compose does not, and refuses to start what is paused. */
async function resume(
	before: readonly StackContainer[],
	setting: DockerSetting,
	say: (text: string) => void,
): Promise<void> {
	const paused = before.filter(({state}) => state === 'paused');
	if (paused.length === 0) return;
	say(`resuming ${paused.map(({name}) => name).join(', ')}`);
	await docker(['unpause', ...paused.map(({id}) => id)], setting);
}

/** Compose would leave their volumes behind, without a name to find them by. */
async function removeReplicas(
	surplus: readonly StackContainer[],
	setting: DockerSetting,
	say: (text: string) => void,
): Promise<void> {
	if (surplus.length === 0) return;
	say(`removing ${surplus.map(({name}) => name).join(', ')}`);
	const ids = surplus.map(({id}) => id);
	await docker(['stop', ...ids], setting);
	await docker(['rm', '--volumes', ...ids], setting);
}
