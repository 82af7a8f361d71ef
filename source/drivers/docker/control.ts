import {setTimeout as delay} from 'node:timers/promises';
import type {ClusterCommand} from '../../cluster/command.ts';
import {limits} from '../../cluster/limits.ts';
import {DockerError} from './docker-error.ts';
import type {ContainerAction, Engine} from './engine/engine.ts';
import type {NodeWatch} from './node/node-watch.ts';

/** Which of Docker's actions does what a command asks. */
const actions: Readonly<Partial<Record<ClusterCommand['type'], ContainerAction>>> = {
	stop: 'stop',
	start: 'start',
	restart: 'restart',
	kill: 'kill',
	pause: 'pause',
	resume: 'unpause',
};

/** What is said where an action takes longer than a moment. */
const delays: Readonly<Partial<Record<ClusterCommand['type'], string>>> = {
	stop: 'It was asked to end, and has not yet. Docker waits, 10 s as a rule, and then kills it.',
	restart: 'It was asked to end, and has not yet. Docker waits, 10 s as a rule, and then kills it.',
};

/** Does to a node's container what a command asks; `say` is told where it takes its time. Rejects with a sentence. */
export async function control(
	command: ClusterCommand,
	engine: Engine,
	watch: NodeWatch,
	others: readonly NodeWatch[],
	say: (text: string) => void,
): Promise<void> {
	const action = actions[command.type];
	if (action) {
		const slowness = delays[command.type];
		if (slowness !== undefined)
			await Promise.race([watch.letEnd(), delay(limits.lettingEndMs, undefined, {ref: false})]);
		const timer = setTimeout(() => slowness !== undefined && say(slowness), limits.momentMs);
		return engine.act(watch.container.id, action).finally(() => clearTimeout(timer));
	}
	if (command.type !== 'link') throw new DockerError(2, `Docker has no ${command.type}.`);
	if (command.latencyMs > 0)
		throw new DockerError(2, 'A link between containers cannot be slowed down, only cut.');
	await (command.cut ? cut(engine, watch) : join(engine, watch, others));
}

async function cut(engine: Engine, watch: NodeWatch): Promise<void> {
	for (const network of Object.keys(watch.networks)) await engine.disconnect(watch.container.id, network);
}

/** Puts a container back on its networks, or, where nobody remembers them, on those of the other nodes. */
async function join(engine: Engine, watch: NodeWatch, others: readonly NodeWatch[]): Promise<void> {
	const {id, service, container} = watch.container;
	const own = Object.entries(watch.networks).map(([network, {Aliases}]) => ({
		network,
		aliases: Aliases ?? [],
	}));
	const aliases = service === undefined ? [container] : [container, service];
	const theirs = [...new Set(others.flatMap(({networks}) => Object.keys(networks)))];
	const places = own.length > 0 ? own : theirs.map(network => ({network, aliases}));
	const there = Object.keys((await engine.inspect(id)).NetworkSettings.Networks ?? {});
	for (const place of places) if (!there.includes(place.network)) await engine.connect(id, place);
}
