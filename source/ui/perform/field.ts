import type {Overlay} from '../screen/overlay.ts';
import type {ScreenState} from '../screen/state.ts';
import type {View} from '../view.ts';
import type {parseLink} from './nodes.ts';
import {typed} from './prompt.ts';
import {changeTop, close, type Step, say} from './step.ts';

type Ask = Extract<Overlay, {kind: 'ask'}>;

/** Takes what was filled in; what does not fit stays there with the problem said. */
export function completeField({screen}: View, ask: Ask, parse: typeof parseLink): Step {
	const text = ask.field.text.trim();
	const problem = (said: string): Step => ({screen: changeTop(screen, {...ask, problem: said})});
	if (ask.what === 'export') {
		if (!/\.(csv|json|txt)$/i.test(text))
			return problem('The name must end in .csv, .json or .txt: that says the format.');
		return {screen: close(screen), effects: [{type: 'export', statement: ask.statement ?? '', path: text}]};
	}
	if (ask.what === 'predict') {
		const closed = close(screen);
		if (text.endsWith(';')) return toPrompt(closed, text);
		return text === ''
			? {screen: closed}
			: {screen: closed, effects: [{type: 'script', act: {type: 'predict', text}}]};
	}
	const link = parse(text);
	if (!link) return problem('That is neither a time up to a minute, such as 200ms or 2s, nor cut.');
	return {
		screen: close(screen),
		effects: [{type: 'send', command: {type: 'link', node: ask.node ?? '', ...link}}],
	};
}

/** A statement is no answer to a question that stands in the place of the prompt: it was meant for that. */
function toPrompt(screen: ScreenState, statement: string): Step {
	const text = 'That is a statement, so it stands at the prompt now: Enter runs it.';
	return say(typed(screen, {type: 'insert', text: statement}), text, 'info');
}
