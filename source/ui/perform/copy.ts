import {primaryOf} from '../../cluster/selectors.ts';
import type {StatementEntry} from '../../cluster/snapshot.ts';
import {focusedNode, panelKey} from '../panes/shown-panes.ts';
import type {View} from '../view.ts';
import {type Step, say} from './step.ts';

/** The statement that is selected in the focused pane; without a selection, its last one. */
export function selectedStatement(view: View): StatementEntry | undefined {
	const node = focusedNode(view) ?? primaryOf(view.snapshot);
	const {selected} = view.screen.panels[panelKey(view)] ?? {};
	const entry =
		node?.transcript.find(candidate => candidate.key === selected) ??
		node?.transcript.findLast(candidate => candidate.kind === 'statement');
	return entry?.kind === 'statement' ? entry : undefined;
}

/** Copies the selected statement, or with its error or outcome. */
export function copyEntry(view: View, what: 'statement' | 'entry'): Step {
	const entry = selectedStatement(view);
	if (!entry) return say(view.screen, 'There is no statement here to copy.');
	const error = entry.outcome?.error;
	const text = what === 'entry' && error ? `${entry.sql}\n${error.message} (${error.code})` : entry.sql;
	return {screen: view.screen, effects: [{type: 'copy', text, what}]};
}
