import {primaryOf} from '../../cluster/selectors.ts';
import {focusedNode} from '../panes/shown-panes.ts';
import {lastRefused} from '../refused.ts';
import {isAsking} from '../script/standing.ts';
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
	return duringOther(view, action) ?? reasons[action.name]?.(view, phase);
}

/** Why what there is in a demo or in a lesson alone is not there now. */
export function duringOther({screen: {script, mode}}: View, {during}: Action): string | undefined {
	if (during === 'demo' && script?.kind !== 'demo' && !(script && mode === 'script'))
		return 'No demo is being played: litescope demo plays one.';
	if (during === 'lesson' && script?.kind !== 'lesson')
		return 'No lesson is being done: litescope learn lists them.';
	return undefined;
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
	'demo-go': whenOver('it goes no further'),
	'demo-skip': whenOver('it goes no further'),
	'demo-pause': whenOver('nothing is under way'),
	'demo-jump': noSteps,
	'lesson-jump': noSteps,
	'lesson-hint': ({screen: {script}}) => {
		if (!script) return undefined;
		if (script.standing === 'passed' || script.standing === 'over')
			return 'This step is solved: it needs no hint.';
		return script.hintCount === 0 ? 'There is nothing to solve in this step.' : undefined;
	},
	'lesson-predict': ({screen: {script}}) => {
		if (script?.predict === undefined) return 'Nothing is asked in this step.';
		return isAsking(script) ? undefined : 'That is answered by what has happened.';
	},
	logs: view => (focusedNode(view) ? undefined : 'A pane of a node must have the focus.'),
	shell: view => (focusedNode(view) ? undefined : 'A pane of a node must have the focus.'),
};

/** The reason why something cannot be done at a demo's end. */
function whenOver(why: string) {
	return ({screen}: View) => (screen.script?.standing === 'over' ? `The demo is over: ${why}.` : undefined);
}

function noSteps({screen}: View): string | undefined {
	return screen.script?.steps.length === 0 ? 'There are no steps to go to.' : undefined;
}

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
