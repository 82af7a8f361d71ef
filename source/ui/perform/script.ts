import type {ScriptAct} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import {askPrediction} from '../script/show-script.ts';
import {stepItems} from '../script/step-items.ts';
import type {View} from '../view.ts';
import {open, type Step} from './step.ts';

type Performing = (view: View) => Step;

/** Asks something of whoever plays the script. */
function act(asked: ScriptAct): Performing {
	return ({screen}) => ({screen, effects: [{type: 'script', act: asked}]});
}

/** The same where y is answered to a question. */
function confirmed(question: string, asked: ScriptAct): Performing {
	return ({screen}) => ({
		screen: open(screen, {kind: 'confirm', question, effects: [{type: 'script', act: asked}]}),
	});
}

function cleanQuestion({snapshot}: View): string {
	return snapshot.cluster?.guest
		? 'Drop what the demo has made here, and begin anew?'
		: 'Throw this cluster away and begin anew on a clean one?';
}

function inMode(mode: ScreenState['mode']): Performing {
	return ({screen}) => ({screen: {...screen, mode}});
}

function jump({screen}: View): Step {
	const {script} = screen;
	if (!script) return {screen};
	const index = Math.max(0, Math.min(script.at, script.steps.length - 1));
	return {
		screen: open(screen, {
			kind: 'choose',
			what: 'step',
			question: 'Go to which step?',
			items: stepItems(script),
			index,
		}),
	};
}

const wholeText: Performing = ({screen}) => ({screen: open(screen, {kind: 'step', top: 0})});

/** What can be done while a script is played, by the names of actions. */
export const scriptTable: Readonly<Record<string, Performing>> = {
	'demo-go': act({type: 'go'}),
	'demo-back': act({type: 'back'}),
	'demo-again': act({type: 'again'}),
	'demo-skip': act({type: 'skip'}),
	'demo-jump': jump,
	'demo-pause': act({type: 'pause'}),
	'demo-prompt': inMode('edit'),
	'demo-browse': inMode('browse'),
	'demo-clean': view => confirmed(cleanQuestion(view), {type: 'clean'})(view),
	'demo-text': wholeText,
	'lesson-hint': act({type: 'hint'}),
	'lesson-text': wholeText,
	'lesson-again': confirmed('Begin this step again? What was done in it is undone.', {type: 'again'}),
	'lesson-back': act({type: 'back'}),
	'lesson-next': ({screen}) => ({
		screen: {...screen, mode: 'edit'},
		effects: [{type: 'script', act: {type: 'skip'}}],
	}),
	'lesson-jump': jump,
	'lesson-predict': ({screen}) => ({screen: askPrediction(screen)}),
};
