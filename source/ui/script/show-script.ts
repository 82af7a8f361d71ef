import type {Overlay} from '../screen/overlay.ts';
import type {ScriptPanel} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import {isAsking} from './standing.ts';

/**
 * The screen with a script as it stands now; undefined takes it from the screen. Whoever plays a script shows it by
 * this alone: a lesson's question is asked as soon as it waits for an answer, and a question that is over is not asked any longer.
 */
export function showScript(screen: ScreenState, script: ScriptPanel | undefined): ScreenState {
	const {script: before, ...rest} = screen;
	if (!script) return withoutQuestion(rest);
	const next: ScreenState = {...rest, script};
	if (!isAsking(script)) return withoutQuestion(next);
	const isAskedAlready = before?.at === script.at && before.title === script.title && isAsking(before);
	if (isAskedAlready) return next;
	const clear = withoutQuestion(next);
	return script.kind === 'lesson' && clear.overlays.length === 0 ? askPrediction(clear) : clear;
}

/** The screen with the question in place of the prompt. */
export function askPrediction(screen: ScreenState): ScreenState {
	const question: Overlay = {
		kind: 'ask',
		what: 'predict',
		question: 'What do you think?',
		field: {text: '', cursor: 0},
	};
	return {...screen, overlays: [...screen.overlays, question]};
}

function withoutQuestion(screen: ScreenState): ScreenState {
	const overlays = screen.overlays.filter(overlay => overlay.kind !== 'ask' || overlay.what !== 'predict');
	return overlays.length === screen.overlays.length ? screen : {...screen, overlays};
}
