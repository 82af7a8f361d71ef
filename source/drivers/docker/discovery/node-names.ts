import type {LitefsContainer} from './recognise.ts';

/** Stands for the same node when its container is made anew under another id. */
export function identityOf({kind, service, number, container}: LitefsContainer): string {
	return (kind === 'compose' || kind === 'stack') && service !== undefined
		? `${service} ${number}`
		: container;
}

/**
 * A name for each container of a cluster, by its identity. A service's only container is called like the service,
 * several with their numbers behind; containers outside of compose keep their own name. `replica` alone is a role, so
 * a service of that name is numbered always. A name that was given once stays.
 */
export function nameNodes(
	containers: readonly LitefsContainer[],
	known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
	const names = new Map(known);
	for (const container of containers) {
		const identity = identityOf(container);
		if (names.has(identity)) continue;
		names.set(identity, nameOf(container, containers, new Set(names.values())));
	}
	return names;
}

function nameOf(
	container: LitefsContainer,
	all: readonly LitefsContainer[],
	taken: ReadonlySet<string>,
): string {
	const {service, number} = container;
	if (identityOf(container) === container.container || service === undefined) return container.container;
	const alone = !all.some(other => other !== container && other.service === service);
	return alone && service !== 'replica' && !taken.has(service) ? service : `${service}-${number}`;
}
