import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {ScriptPanel} from '../screen/script.ts';
import type {View} from '../view.ts';
import {fullParts} from './fit-parts.ts';
import {partsOf} from './parts.ts';

/** The step that is on, as people count it: `3/10`; empty before the first and after the last. */
export function stepNumber({at, steps}: ScriptPanel): string {
	return at >= 0 && at < steps.length ? `${at + 1}/${steps.length}` : '';
}

/** The title of the step that is on; of the script before its first step. */
export function stepTitle({at, steps, title, standing}: ScriptPanel): string {
	if (standing === 'over') return 'The end';
	return visible(steps[at]?.title ?? title);
}

/** All that is said in a step, however long. */
export function stepText({screen}: View, columns: number): readonly Line[] {
	const {script, mode} = screen;
	if (!script) return [[{text: 'No script is played any more.'}]];
	return [
		...wrapLine([{text: stepTitle(script), style: {bold: true}}], columns),
		[],
		...fullParts(partsOf(script, mode, columns)),
	];
}
