import {limits} from '../../cluster/limits.ts';
import type {NodeState} from '../../cluster/snapshot.ts';
import {type Control, controlByHand} from '../by-hand.ts';
import {focusedNode} from '../panes/shown-panes.ts';
import type {View} from '../view.ts';
import {open, type Step, sameByHand, say} from './step.ts';

const questions: Readonly<Partial<Record<Control, (node: NodeState) => string>>> = {
	stop: ({name, role}) =>
		role === 'primary'
			? `Stop ${name}? Until it is started again nothing can be written.`
			: `Stop ${name}? Its sessions end; it catches up when it is started again.`,
	restart: ({name}) => `Restart ${name}? Its sessions end, open transactions are rolled back.`,
	kill: ({name}) => `Kill ${name} in the middle of what it does? It recovers when it is started again.`,
};

/** Does something to the focused node; what can hurt is asked first. */
export function control(view: View, what: Control): Step {
	const node = focusedNode(view);
	if (!node) return say(view.screen, 'A pane of a node must have the focus: 1 to 9 choose one.');
	const effects = [{type: 'send', command: {type: what, node: node.name}}] as const;
	const question = questions[what];
	const command = controlByHand(node, what);
	if (!question) return {screen: sameByHand(view.screen, command), effects};
	return {
		screen: open(view.screen, {
			kind: 'confirm',
			question: question(node),
			effects,
			...(command && {command}),
		}),
	};
}

/** Pauses the focused node, or lets it go on. */
export function pauseOrResume(view: View): Step {
	return control(view, focusedNode(view)?.status === 'paused' ? 'resume' : 'pause');
}

/** Asks how far away the focused replica is to be. */
export function askLink(view: View): Step {
	const node = focusedNode(view);
	if (!node) return say(view.screen, 'A pane of a node must have the focus: 1 to 9 choose one.');
	const text = node.link?.cut ? 'cut' : `${node.link?.latencyMs ?? 0}ms`;
	return {
		screen: open(view.screen, {
			kind: 'ask',
			what: 'link',
			question: `How far is ${node.name} from the primary (200ms, 2s, 0, or cut)?`,
			field: {text, cursor: text.length, suggested: true},
			node: node.name,
		}),
	};
}

/** What was filled in for a link: a latency in milliseconds, or cut; undefined where it is neither. */
export function parseLink(text: string): {readonly latencyMs: number; readonly cut: boolean} | undefined {
	const answer = text.trim().toLowerCase();
	if (answer === 'cut') return {latencyMs: 0, cut: true};
	const found = /^(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(answer);
	if (!found) return undefined;
	const latencyMs = Number(found[1]) * (found[2] === 's' ? 1000 : 1);
	return latencyMs <= limits.latencyMs ? {latencyMs, cut: false} : undefined;
}
