import type {ListedContainer} from '../engine/engine.ts';

/** A container that runs LiteFS, or did before it was stopped. */
export interface LitefsContainer {
	readonly id: string;
	/** The container's own name. */
	readonly container: string;
	readonly image: string;
	/** The name of what it belongs to: a compose project, a swarm stack, or a network; '' where there is nothing. */
	readonly group: string;
	readonly kind: 'compose' | 'stack' | 'network' | 'none';
	/** The service of the compose project or stack, and which of its containers this is. */
	readonly service?: string;
	readonly number: number;
	readonly running: boolean;
	/** It is of the stack that comes with litescope. */
	readonly bundled: boolean;
}

/** Labels by which compose and swarm say what a container belongs to. */
const groupLabels = [
	{
		kind: 'compose',
		group: 'com.docker.compose.project',
		service: 'com.docker.compose.service',
		number: 'com.docker.compose.container-number',
	},
	{
		kind: 'stack',
		group: 'com.docker.stack.namespace',
		service: 'com.docker.swarm.service.name',
		number: 'com.docker.swarm.task.name',
	},
] as const;

/** Networks that every engine has; being on one says nothing. */
const commonNetworks = new Set(['bridge', 'host', 'none', 'podman']);

/** Whether a command line is that of LiteFS's server; its other commands end by themselves. */
function servesLitefs(commandLine: string): boolean {
	const words = commandLine.split(/\s+/);
	const at = words.findIndex(word => /^(.*\/)?litefs$/.test(word));
	return at >= 0 && words[at + 1] === 'mount';
}

/** What a container that does not run tells: its command, what it keeps, the port it opens. */
function looksLikeLitefs({Command, Mounts = [], Ports = []}: ListedContainer): boolean {
	return (
		/\blitefs\b/.test(Command) ||
		Mounts.some(({Destination}) => /\/litefs\/?$/.test(Destination)) ||
		Ports.some(({PrivatePort}) => PrivatePort === 20202)
	);
}

/**
 * The containers of a list that run LiteFS. `processes` gives the command lines in a container that runs, where the
 * engine tells them. One that does not run counts where it looks like LiteFS, or has image and group of one that does.
 */
export function recogniseLitefs(
	containers: readonly ListedContainer[],
	processes: ReadonlyMap<string, readonly string[]>,
): readonly LitefsContainer[] {
	const isNode = (container: ListedContainer) => {
		// `docker compose run` makes a container for one command, of the same service.
		if (container.Labels['com.docker.compose.oneoff'] === 'True') return false;
		const known = processes.get(container.Id);
		return known ? known.some(servesLitefs) : looksLikeLitefs(container);
	};
	const nodes = containers.filter(isNode);
	const kin = new Set(nodes.map(kinshipOf));
	return containers
		.filter(container => nodes.includes(container) || (isSpare(container) && kin.has(kinshipOf(container))))
		.map(describe);
}

function isSpare(container: ListedContainer): boolean {
	return !isUp(container) && container.Labels['com.docker.compose.oneoff'] !== 'True';
}

/** Whether processes can be in a container now. */
export function isUp({State}: ListedContainer): boolean {
	return State === 'running' || State === 'paused';
}

function kinshipOf(container: ListedContainer): string {
	const {kind, group} = groupOf(container);
	return kind === 'none' ? container.Id : `${kind} ${group} ${container.ImageID}`;
}

function describe(container: ListedContainer): LitefsContainer {
	return {
		id: container.Id,
		container: container.Names[0]?.replace(/^\//, '') ?? container.Id.slice(0, 12),
		image: container.Image,
		running: isUp(container),
		bundled: container.Labels['litescope.stack'] === 'bundled',
		...groupOf(container),
	};
}

/** What a container belongs to, by its labels, else by its network. */
export function groupOf({Labels, NetworkSettings}: ListedContainer) {
	for (const labels of groupLabels) {
		const group = Labels[labels.group];
		// Compose labels the images that it builds with their project, and what else is run from them inherits that.
		if (group === undefined || Labels[labels.number] === undefined) continue;
		const {kind} = labels;
		const named = Labels[labels.service];
		const service = named?.startsWith(`${group}_`) ? named.slice(group.length + 1) : named;
		// A swarm task is called `service.number.id`.
		const number = Number(/^\d+$|(?<=\.)\d+(?=\.)/.exec(Labels[labels.number] ?? '')?.[0] ?? 1);
		return {kind, group, number, ...(service !== undefined && {service})};
	}
	const network = Object.keys(NetworkSettings?.Networks ?? {}).find(name => !commonNetworks.has(name));
	return network === undefined
		? {kind: 'none' as const, group: '', number: 1}
		: {kind: 'network' as const, group: network, number: 1};
}
