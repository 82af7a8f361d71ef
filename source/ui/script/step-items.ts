import type {ScriptPanel, StepMark} from '../screen/script.ts';

/** A step's standing as a mark of one column. */
export const stepMarks: Readonly<Record<StepMark, string>> = {
	open: '·',
	passed: '✓',
	failed: '✗',
	'left out': '-',
};

/** The steps of a script as lines to choose from, each with its mark. */
export function stepItems({steps}: ScriptPanel): readonly string[] {
	const columns = String(steps.length).length;
	return steps.map(
		({title, mark}, index) => `${stepMarks[mark]} ${String(index + 1).padStart(columns)}  ${title}`,
	);
}
