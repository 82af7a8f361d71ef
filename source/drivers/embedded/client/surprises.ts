import type {ClusterEvent} from '../../../cluster/event.ts';
import type {NodeInfo} from '../../../cluster/node.ts';
import {clockMs} from '../../clock.ts';
import type {EmbeddedOptions} from './options.ts';

/**
 * What was asked for and is not so, because the cluster was running already: told once, when it is ready.
 * Takes the events as they come and gives the notices to add.
 */
export function surprises({
	replicas,
	latencyMs,
}: EmbeddedOptions): (events: readonly ClusterEvent[]) => readonly ClusterEvent[] {
	const links = new Map<string, NodeInfo['link']>();
	let told = replicas === undefined && latencyMs === undefined;
	return events => {
		if (told) return [];
		for (const event of events) {
			if (event.type === 'node' && event.node.role === 'replica') links.set(event.node.name, event.node.link);
		}
		if (!events.some(({type}) => type === 'ready')) return [];
		told = true;
		const sentences: string[] = [];
		if (replicas !== undefined && replicas !== links.size) {
			const has = links.size === 1 ? '1 replica' : `${links.size} replicas`;
			sentences.push(
				`This cluster was running already, with ${has}: --replicas ${replicas} takes effect when it is started.`,
			);
		}
		const others = [...links].filter(([, link]) => (link?.latencyMs ?? 0) !== latencyMs);
		if (latencyMs !== undefined && others.length > 0) {
			const names = others.map(([name]) => name).join(', ');
			sentences.push(
				`This cluster was running already, and the link of ${names} stays as it is: --latency ${latencyMs}ms takes effect when it is started.`,
			);
		}
		return sentences.map(text => ({type: 'notice', atMs: clockMs(), level: 'info', text}));
	};
}
