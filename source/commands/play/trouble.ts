import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import {resolveNode} from '../../scripts/facts.ts';
import type {RunState} from '../../scripts/run/state.ts';

const states: Readonly<Partial<Record<NodeState['status'], string>>> = {
	stopped: 'is stopped',
	killed: 'was killed',
	paused: 'is paused',
	away: 'does not answer',
};

/** What is wrong with a cluster that a script is played on, as a part of a sentence; undefined where nothing is. */
export function troubleOf(snapshot: ClusterSnapshot, run: RunState): string | undefined {
	if (snapshot.phase === 'gone') return shortened(snapshot.phaseText);
	if (snapshot.phase !== 'ready') return undefined;
	if (snapshot.silentSinceMs !== undefined) return 'nothing is heard of it';
	const handled = handledNodes(run);
	const away = snapshot.nodes.find(({name, status}) => states[status] !== undefined && !handled.has(name));
	return away && `${away.name} ${states[away.status]}`;
}

/** A sentence as the end of another: what comes first in it. */
function shortened(sentence: string): string {
	const [first = ''] = sentence.split(/[.;](?:\s|$)/);
	return first.replace(/^The /, 'the ');
}

/** Nodes that the script itself has stopped, killed, paused or cut off: whether they answer is its own affair. */
function handledNodes({snapshot, stages, at}: RunState): ReadonlySet<string> {
	const actions = stages.slice(0, at + 1).flatMap(({prepare, play}) => [...prepare, ...play]);
	const names = actions.flatMap(action =>
		['stop', 'kill', 'pause', 'link'].flatMap(head =>
			head in action ? [(action as Readonly<Record<string, string>>)[head]!] : [],
		),
	);
	return new Set(names.map(name => resolveNode(snapshot, name)?.name ?? name));
}
