import {limits} from '../../cluster/limits.ts';
import {createEditor} from '../editor/state.ts';
import type {ScreenState} from './state.ts';

/** What the command line says about writing. */
export interface WriteRules {
	/** Nobody is asked before the first write on somebody else's cluster. */
	readonly mayWrite?: boolean;
	/** Nothing that writes is run. */
	readonly readOnly?: boolean;
}

/** The screen before anything is known. */
export function initialScreen(
	columns: number,
	rows: number,
	{mayWrite = false, readOnly = false}: WriteRules = {},
): ScreenState {
	return {
		columns,
		rows,
		mode: 'edit',
		target: '',
		focus: 0,
		zoom: 'normal',
		panels: {},
		editor: createEditor({
			textBytes: limits.promptBytes,
			undoSteps: limits.undoSteps,
			kills: limits.kills,
			history: limits.history,
		}),
		overlays: [],
		quitArmed: false,
		dots: {},
		mayWrite,
		readOnly,
		rerun: [],
		comparedRuns: [],
		nowMs: 0,
	};
}
