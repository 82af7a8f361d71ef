import {primaryOf} from '../../cluster/selectors.ts';
import {focusedNode} from '../panes/shown-panes.ts';
import {lastRefused} from '../refused.ts';
import type {View} from '../view.ts';
import type {Action} from './actions.ts';

/** Why an action cannot be done now: a sentence; undefined where it can. */
export function unavailable(view: View, action: Action): string | undefined {
	const {cluster, phase} = view.snapshot;
	if (action.capability) {
		const can = cluster?.capabilities[action.capability];
		if (can === undefined) return 'There is no cluster yet.';
		if (can !== true) return can;
	}
	return reasons[action.name]?.(view, phase);
}

const reasons: Readonly<Record<string, (view: View, phase: string) => string | undefined>> = {
	'run-on-primary': ({snapshot, screen}) => {
		const primary = primaryOf(snapshot);
		if (!primary) return 'There is no primary.';
		if (primary.status !== 'running') return `${primary.name} is ${primary.status}.`;
		return lastRefused({snapshot, screen}) ? undefined : 'No replica has just refused a statement.';
	},
	forward: view => (lastRefused(view) ? undefined : 'No replica has just refused a statement.'),
	stop: view => nodeIs(view, ['running', 'paused'], 'is not running'),
	restart: view => nodeIs(view, ['running', 'paused'], 'is not running'),
	kill: view => nodeIs(view, ['running', 'paused', 'starting'], 'is not running'),
	start: view => nodeIs(view, ['stopped', 'killed'], 'is running already'),
	pause: view => replicaOnly(view) ?? nodeIs(view, ['running', 'paused'], 'is not running'),
	link: replicaOnly,
	logs: view => (focusedNode(view) ? undefined : 'A pane of a node must have the focus.'),
	shell: view => (focusedNode(view) ? undefined : 'A pane of a node must have the focus.'),
};

function nodeIs(view: View, statuses: readonly string[], otherwise: string): string | undefined {
	const node = focusedNode(view);
	if (!node) return 'A pane of a node must have the focus.';
	return statuses.includes(node.status) ? undefined : `${node.name} ${otherwise}.`;
}

function replicaOnly(view: View): string | undefined {
	const node = focusedNode(view);
	if (!node) return 'A pane of a node must have the focus.';
	return node.role === 'replica' ? undefined : `${node.name} is the primary: only replicas have this.`;
}
