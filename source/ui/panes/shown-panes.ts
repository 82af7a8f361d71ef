import type {NodeState} from '../../cluster/snapshot.ts';
import {panesThatFit} from '../layout.ts';
import {besideColumns} from '../script/place.ts';
import type {View} from '../view.ts';

/** What a pane shows: a node, or the map of the replicas that do not fit. */
export type Pane =
	| {readonly kind: 'node'; readonly node: NodeState}
	| {readonly kind: 'map'; readonly nodes: readonly NodeState[]};

/** The panes from the left. Where not all nodes fit, the second is the map, or the replica chosen on it. */
export function shownPanes({snapshot, screen}: Pick<View, 'snapshot' | 'screen'>): readonly Pane[] {
	const {nodes} = snapshot;
	if (nodes.length <= panesThatFit(screen.columns - besideColumns(screen)))
		return nodes.map(node => ({kind: 'node', node}));
	const [first, ...others] = nodes;
	const chosen = others.find(node => node.name === screen.shown);
	return [{kind: 'node', node: first!}, chosen ? {kind: 'node', node: chosen} : {kind: 'map', nodes: others}];
}

/** The node of the focused panel: the pane's, or the one selected on the map. */
export function focusedNode(view: Pick<View, 'snapshot' | 'screen'>): NodeState | undefined {
	const {focus, panels} = view.screen;
	if (focus === 'transactions') return undefined;
	const pane = shownPanes(view)[focus];
	if (pane?.kind !== 'map') return pane?.node;
	return pane.nodes[panels.map?.selected ?? 0];
}

/** The name under which a panel's scrolling and selection are kept. */
export function panelKey(view: Pick<View, 'snapshot' | 'screen'>): string {
	const {focus} = view.screen;
	if (focus === 'transactions') return 'transactions';
	const pane = shownPanes(view)[focus];
	return pane?.kind === 'node' ? `node ${pane.node.name}` : 'map';
}
