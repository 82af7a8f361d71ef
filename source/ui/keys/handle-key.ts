import {graphemes} from '../../terminal/graphemes.ts';
import {type Key, keyId} from '../../terminal/key.ts';
import {editorKeys} from '../editor/editor-keys.ts';
import {contextOf} from '../frame-of.ts';
import {fieldOf, withField} from '../perform/overlays.ts';
import {perform} from '../perform/perform.ts';
import {typed} from '../perform/prompt.ts';
import type {Effect, Step} from '../perform/step.ts';
import type {View} from '../view.ts';
import type {Action, KeyContext} from './actions.ts';
import {editField} from './edit-field.ts';
import type {Keymap} from './keymap.ts';
import {duringOther} from './unavailable.ts';

/** What a key does. Pure: the same view and key always give the same step. */
export function handleKey(view: View, key: Key, keymap: Keymap): Step {
	const context = contextOf(view.screen);
	if (key.kind === 'key') return handleChord(view, keyId(key), context, keymap);
	if (context === 'edit') return afterChord(view, key, keymap) ?? inserted(view, key);
	if (fieldOf(view.screen)) return handleField(view, key.text, undefined);
	if (key.kind === 'paste')
		return {
			screen: {...view.screen, message: {level: 'info', text: 'A paste goes to the prompt: i goes there.'}},
		};
	// Several keys may come in one read: each of them acts on what the one before has left.
	const effects: Effect[] = [];
	let {screen} = view;
	for (const character of graphemes(key.text)) {
		const step = handleChord(
			{...view, screen},
			character === ' ' ? 'space' : character,
			contextOf(screen),
			keymap,
		);
		screen = step.screen;
		effects.push(...(step.effects ?? []));
	}
	return {screen, effects};
}

/** Text after the first chord of two, such as Ctrl+X 2; undefined where they are no action together. */
function afterChord(view: View, key: Exclude<Key, {kind: 'key'}>, keymap: Keymap): Step | undefined {
	const {chord} = view.screen;
	if (chord === undefined || !actionFor(view, 'edit', `${chord} ${keyId(key)}`, keymap)) return undefined;
	return handleChord(view, keyId(key), 'edit', keymap);
}

function inserted(view: View, key: Exclude<Key, {kind: 'key'}>): Step {
	const {message: _, chord: __, ...screen} = view.screen;
	const next = typed({...screen, quitArmed: false}, {type: 'insert', text: key.text});
	if (key.kind === 'paste' && (key.truncated || next.editor.full))
		return {
			screen: {
				...next,
				message: {
					level: 'error',
					text: 'That is more than the prompt takes, so none of it was pasted: use .read FILE.',
				},
			},
		};
	return {screen: next};
}

function handleChord(view: View, id: string, context: KeyContext, keymap: Keymap): Step {
	const {chord: first, ...screen} = view.screen;
	const chord = first === undefined ? id : `${first} ${id}`;
	const fresh = {...view, screen};
	const action = actionFor(fresh, context, chord, keymap);
	if (context === 'edit' && screen.editor.search) return handleSearch(fresh, id, action?.name, keymap);
	if (context === 'edit' && action && yieldsToEditor(fresh, action.name)) return editorKey(fresh, id);
	if (action && context === 'ask' && yieldsToField(fresh, action.name))
		return handleField(fresh, undefined, id);
	if (action) return perform(fresh, action.name, keymap);
	if (first === undefined && keymap.begins(context, id)) return {screen: {...screen, chord: id}};
	if (context === 'edit') return editorKey(fresh, id);
	if (fieldOf(screen)) return handleField(fresh, undefined, id);
	return {screen};
}

/** The action of a chord. Those that are there in a demo or a lesson alone leave their chords to others elsewhere. */
function actionFor(view: View, context: KeyContext, chord: string, keymap: Keymap): Action | undefined {
	const action = keymap.find(context, chord);
	return action && duringOther(view, action) === undefined ? action : undefined;
}

/** Keys that are readline's while there is text, and actions on an empty prompt. */
function yieldsToEditor({screen}: View, name: string): boolean {
	return name === 'forward' && screen.editor.text !== '';
}

/** A lesson's question stands in the place of the prompt, so what quits there quits here. */
function yieldsToField({screen}: View, name: string): boolean {
	const top = screen.overlays.at(-1);
	const isEmptyQuestion = top?.kind === 'ask' && top.what === 'predict' && top.field.text === '';
	return name === 'quit' && !isEmptyQuestion;
}

function editorKey({screen}: View, id: string): Step {
	const command = editorKeys[id];
	const {message: _, ...rest} = screen;
	return command ? {screen: typed({...rest, quitArmed: false}, {type: command})} : {screen};
}

/** Keys while the history is searched: Enter and Esc take what was found, Ctrl+C and Ctrl+G leave it. */
function handleSearch(view: View, id: string, action: string | undefined, keymap: Keymap): Step {
	if (id === 'enter' || id === 'escape' || id === 'tab')
		return {screen: typed(view.screen, {type: 'accept-search'})};
	if (id === 'ctrl+g') return {screen: typed(view.screen, {type: 'abort'})};
	if (action && ['cancel', 'keys', 'redraw', 'search-history'].includes(action))
		return perform(view, action, keymap);
	return editorKey(view, id);
}

function handleField(view: View, text: string | undefined, id: string | undefined): Step {
	const field = fieldOf(view.screen);
	if (!field) return {screen: view.screen};
	return {screen: withField(view.screen, editField(field, text, id))};
}
