import type {Path} from './mistake.ts';
import type {Action} from './schema/action.ts';
import type {Expectation} from './schema/expectation.ts';
import type {Script} from './schema.ts';

/** An action or an expectation of a script, with the way to it. */
export type Place =
	| {readonly path: Path; readonly in: ActionList; readonly action: Action}
	| {readonly path: Path; readonly in: ExpectationList; readonly expectation: Expectation};

/** The lists that actions and expectations stand in. */
export type ActionList = 'setup' | 'do' | 'solution' | 'cleanup';
export type ExpectationList = 'then' | 'holds' | 'wait';

/** All actions and expectations of a script, in the order of its file's parts. */
export function walk(script: Script): readonly Place[] {
	return [
		...ofActions('setup', script.setup, ['setup']),
		...script.steps.flatMap((step, index) => {
			const path = ['steps', index];
			return [
				...ofActions('do', step.do, [...path, 'do']),
				...ofActions('solution', step.solution, [...path, 'solution']),
				...ofExpectations('then', step.then, [...path, 'then']),
				...ofExpectations('holds', step.holds, [...path, 'holds']),
			];
		}),
		...ofActions('cleanup', script.cleanup, ['cleanup']),
	];
}

function ofActions(list: ActionList, actions: readonly Action[], path: Path): readonly Place[] {
	return actions.flatMap((action, index): readonly Place[] => {
		const here = [...path, index];
		const waits = 'wait' in action ? ofExpectations('wait', action.wait, [...here, 'wait']) : [];
		return [{path: here, in: list, action}, ...waits];
	});
}

function ofExpectations(
	list: ExpectationList,
	expectations: readonly Expectation[],
	path: Path,
): readonly Place[] {
	return expectations.map((expectation, index) => ({path: [...path, index], in: list, expectation}));
}
