import type {ClusterEvent} from '../../../cluster/event.ts';
import {limits} from '../../../cluster/limits.ts';
import type {NodeInfo} from '../../../cluster/node.ts';

/** Starts the sessions of the first nodes before anybody needs them. */
export interface SessionsAhead {
	/** What happens in the cluster: when it is ready, and when a node is there again, sessions are started. */
	take(events: readonly ClusterEvent[]): void;
	close(): void;
}

/**
 * Makes that for the primary and the first replicas. Starting a process costs both cores, so it is one after the
 * other, each when what is on the screen has had `restMs`, in milliseconds. `warm` starts the session of a node, and
 * does nothing where it has one.
 */
export function createSessionsAhead(warm: (node: string) => Promise<void>, restMs: number): SessionsAhead {
	const nodes = new Map<string, NodeInfo>();
	const due = new Set<string>();
	let ready = false;
	let working = false;
	let timer: NodeJS.Timeout | undefined;

	const first = () => {
		const all = [...nodes.values()].filter(({role}) => role === 'replica');
		const primary = [...nodes.values()].find(({role}) => role === 'primary');
		return [...(primary ? [primary] : []), ...all].slice(0, limits.sessionsAhead);
	};
	const work = async () => {
		const next = first().find(({name}) => due.has(name));
		working = next !== undefined;
		if (!next) return;
		due.delete(next.name);
		if (next.status === 'running') await warm(next.name);
		if (working) timer = setTimeout(() => void work(), restMs).unref();
	};
	return {
		take(events) {
			for (const event of events) {
				if (event.type === 'ready') ready = true;
				if (event.type !== 'node') continue;
				const {name, status} = event.node;
				if (status === 'running' && nodes.get(name)?.status !== 'running') due.add(name);
				nodes.set(name, event.node);
			}
			if (!ready || working || due.size === 0) return;
			working = true;
			timer = setTimeout(() => void work(), restMs).unref();
		},
		close() {
			working = false;
			ready = false;
			clearTimeout(timer);
		},
	};
}
