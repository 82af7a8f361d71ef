import type {Capabilities} from '../../cluster/event.ts';

/** What can be done with an embedded cluster; what cannot has a sentence why. */
export const capabilities: Capabilities = {
	write: true,
	stop: true,
	kill: true,
	pause: true,
	partition: true,
	latency: true,
	checkpoint: true,
	logs: true,
	shell: true,
	forward: 'The embedded cluster has no halt lock, which LiteFS forwards writes with: run it on the primary.',
	ingress: 'The embedded cluster has no ingress: it is part of the LiteFS stack in Docker.',
};
