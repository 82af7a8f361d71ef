import type {EditorAction, EditorCommand} from '../../../source/ui/editor/action.ts';
import {edit} from '../../../source/ui/editor/edit.ts';
import {createEditor, type EditorState} from '../../../source/ui/editor/state.ts';

export const limits = {textBytes: 200, undoSteps: 50, kills: 5, history: 20};

/** A prompt with a text, the cursor where `|` stands in it, or at its end. */
export function prompt(text: string, history: readonly string[] = []): EditorState {
	const cursor = text.indexOf('|');
	const typed = edit(createEditor(limits, history), {type: 'insert', text: text.replace('|', '')});
	return cursor === -1 ? typed : {...typed, cursor};
}

/** The prompt after some commands; what begins with a quote is typed. */
export function press(
	state: EditorState,
	...steps: (EditorCommand | EditorAction | `'${string}`)[]
): EditorState {
	return steps.reduce<EditorState>((now, step) => {
		if (typeof step !== 'string') {
			return edit(now, step);
		}
		return step.startsWith("'")
			? edit(now, {type: 'insert', text: step.slice(1)})
			: edit(now, {type: step as EditorCommand});
	}, state);
}

/** The text with `|` where the cursor is. */
export function shown({text, cursor}: EditorState): string {
	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}
