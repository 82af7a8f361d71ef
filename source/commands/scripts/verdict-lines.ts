import type {StageResult} from '../../scripts/run/state.ts';
import {visible} from '../../terminal/visible.ts';

/** What is wrong with a step: for each expectation what was expected and what was seen instead. */
export function verdictLines({verdicts}: StageResult): readonly string[] {
	return verdicts.flatMap(({finding, node, about, expected, actual}) => [
		`  ${visible(node)}: ${visible(about)}`,
		`    expected     ${visible(expected)}`,
		`    ${finding === 'cannot tell' ? 'cannot tell ' : 'actual      '} ${visible(actual)}`,
	]);
}
