import {limits} from '../../cluster/limits.ts';
import {createEditor} from '../editor/state.ts';
import type {ScreenState} from './state.ts';

/** The screen before anything is known. */
export function initialScreen(columns: number, rows: number, mayWrite = false): ScreenState {
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
		rerun: [],
		comparedRuns: [],
		nowMs: 0,
	};
}
