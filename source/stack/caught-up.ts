import {limits} from '../cluster/limits.ts';
import {type StackContainer, stackContainers} from './containers.ts';
import {type DockerSetting, docker} from './docker-command.ts';
import {StackError} from './stack-error.ts';

/** A node that has caught up, and where it is, as LiteFS prints it. */
export interface StackNode {
	readonly name: string;
	readonly container: string;
	readonly position: string;
}

/** The states of a container from which it may yet come to run. */
const hopeful: ReadonlySet<string> = new Set(['created', 'running']);
const pollMs = 300;

/**
 * Waits until every replica has reached the transaction at which the primary is found. `say` is told whom it waits
 * for. Rejects with a StackError when a node has ended, and when nothing has moved for long.
 */
export async function waitUntilCaughtUp(
	setting: DockerSetting,
	say: (text: string) => void,
): Promise<readonly StackNode[]> {
	let said = '';
	let seen = '';
	let movedAtMs = performance.now();
	for (;;) {
		const containers = (await stackContainers(setting)).filter(({service}) => service !== 'ingress');
		for (const container of containers) await checkAlive(container, setting);
		const positions = await Promise.all(containers.map(container => positionOf(container, setting)));
		const [awaited, nodes] = compare(containers, positions);
		if (awaited === undefined) return nodes;
		if (awaited !== said) say(awaited);
		said = awaited;
		const now = performance.now();
		if (positions.join() !== seen) movedAtMs = now;
		seen = positions.join();
		if (now - movedAtMs > limits.stackWaitMs) throw await stuck(awaited, containers, setting);
		await new Promise(resolve => setTimeout(resolve, pollMs));
	}
}

/** Whom the cluster waits for, undefined where for nobody, and the nodes. */
function compare(
	containers: readonly StackContainer[],
	positions: readonly (string | undefined)[],
): [awaited: string | undefined, nodes: readonly StackNode[]] {
	const nodes = containers.map(({name, id}, index) => ({
		name,
		container: id,
		position: positions[index] ?? '',
	}));
	const primary = nodes.find(({name}) => name === 'primary');
	if (!primary?.position) return ['waiting for the primary’s database', nodes];
	const late = nodes.filter(({position}) => txidOf(position) < txidOf(primary.position));
	return [late.length === 0 ? undefined : `waiting for ${late.map(({name}) => name).join(', ')}`, nodes];
}

/** TXIDs as LiteFS prints them compare as their numbers do. */
function txidOf(position: string): string {
	return position.slice(0, 16);
}

async function positionOf(container: StackContainer, setting: DockerSetting): Promise<string | undefined> {
	if (container.state !== 'running') return undefined;
	try {
		return (await docker(['exec', container.id, 'cat', '/litefs/data.db-pos'], setting)).trim();
	} catch (error) {
		// There is no such file yet.
		if (error instanceof StackError && error.exitStatus === 1) return undefined;
		throw error;
	}
}

async function checkAlive(container: StackContainer, setting: DockerSetting): Promise<void> {
	const {name, state} = container;
	if (hopeful.has(state)) return;
	const what = state === 'restarting' ? 'ends again and again' : `is ${state}`;
	throw new StackError(1, `${name} ${what}. Its log ends:`, await logOf(container, setting));
}

async function stuck(
	awaited: string,
	containers: readonly StackContainer[],
	setting: DockerSetting,
): Promise<StackError> {
	const node = containers.find(({name}) => awaited.includes(name)) ?? containers[0]!;
	const seconds = Math.round(limits.stackWaitMs / 1000);
	const sentence = `Still ${awaited}, and nothing has moved for ${seconds} s. The log of ${node.name} ends:`;
	return new StackError(1, sentence, await logOf(node, setting));
}

async function logOf(container: StackContainer, setting: DockerSetting): Promise<readonly string[]> {
	const lines: string[] = [];
	const tail = ['logs', '--tail', String(limits.stackLogLines), container.id];
	const output = await docker(tail, setting, line => lines.push(line));
	return [...output.trimEnd().split('\n'), ...lines].filter(line => line !== '').slice(-limits.stackLogLines);
}
