import {primaryOf} from '../cluster/selectors.ts';
import type {StatementEntry} from '../cluster/snapshot.ts';
import type {Explanation} from '../sqlite/errors.ts';
import type {Line} from '../terminal/style.ts';
import {visible} from '../terminal/visible.ts';
import {actionOf} from './keys/actions.ts';
import {chordLabel} from './keys/chord.ts';
import {ranOnPrimary} from './refused.ts';
import type {View} from './view.ts';

/** What an error's keys are said to do; its other actions need no key of their own. */
const texts: Readonly<Record<string, (primary: string) => string>> = {
	'run-on-primary': primary => `run it on ${primary}`,
	forward: () => 'forward it from here with the halt lock',
};

/** The keys that do something about an error, one line each: those that this cluster can serve, none while a demo has the keys. */
export function explanationKeys(
	{snapshot, screen}: View,
	entry: StatementEntry,
	explanation: Explanation,
): readonly Line[] {
	if (screen.mode === 'script' || ranOnPrimary(snapshot, entry)) return [];
	const primary = visible(primaryOf(snapshot)?.name ?? 'the primary');
	return explanation.actions.flatMap((name): Line[] => {
		const text = texts[name];
		if (!text) return [];
		const {keys, capability} = actionOf(name);
		if (capability && snapshot.cluster?.capabilities[capability] !== true) return [];
		return [[{text: chordLabel(keys[0]!), style: {bold: true}}, {text: ` ${text(primary)}`}]];
	});
}
