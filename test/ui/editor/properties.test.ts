import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {boundaryAt} from '../../../source/terminal/graphemes.ts';
import {width} from '../../../source/terminal/width.ts';
import type {EditorAction} from '../../../source/ui/editor/action.ts';
import {edit} from '../../../source/ui/editor/edit.ts';
import {editorKeys} from '../../../source/ui/editor/editor-keys.ts';
import {layoutEditor} from '../../../source/ui/editor/layout.ts';
import {createEditor, type EditorState} from '../../../source/ui/editor/state.ts';
import {holds, hostileText} from '../../property.ts';
import {limits} from './typing.ts';

const commands = fc
	.constantFrom(...new Set(Object.values(editorKeys)), 'accept-line' as const, 'clear' as const)
	.map((type): EditorAction => ({type}));
const typing = hostileText.map((text): EditorAction => ({type: 'insert', text}));
const actions = fc.array(fc.oneof(commands, typing), {maxLength: 30});
const history = fc.array(hostileText, {maxLength: 4});

const run = (state: EditorState, steps: readonly EditorAction[]) => steps.reduce(edit, state);

describe('whatever is typed, in whatever order', () => {
	test('the cursor is between two characters, never inside one', () => {
		holds(
			fc.property(history, actions, (entries, steps) => {
				let state = createEditor(limits, entries);
				for (const step of steps) {
					state = edit(state, step);
					expect(boundaryAt(state.text, state.cursor)).toBe(state.cursor);
				}
			}),
		);
	});

	test('no limit is passed', () => {
		holds(
			fc.property(history, actions, (entries, steps) => {
				const state = run(createEditor({...limits, undoSteps: 5, kills: 2, history: 3}, entries), steps);
				expect(state.undo.length).toBeLessThanOrEqual(5);
				expect(state.kills.length).toBeLessThanOrEqual(2);
				expect(state.entries.length).toBeLessThanOrEqual(3);
				const longest = Math.max(limits.textBytes, ...state.entries.map(entry => Buffer.byteLength(entry)));
				expect(Buffer.byteLength(state.text)).toBeLessThanOrEqual(longest);
			}),
		);
	});

	test('undoing all of it gives back the empty prompt', () => {
		const undoable = fc.array(
			fc.oneof(
				commands.filter(({type}) => type !== 'accept-line' && type !== 'undo'),
				typing,
			),
			{maxLength: 20},
		);
		holds(
			fc.property(history, undoable, (entries, steps) => {
				const state = run(createEditor(limits, entries), [...steps, {type: 'accept-search'}]);
				const undone = run(state, Array<EditorAction>(limits.undoSteps).fill({type: 'undo'}));
				expect(undone.text).toBe('');
			}),
		);
	});

	test('what is being typed is still there after walking and searching in the history', () => {
		const wandering = fc.array(
			fc.oneof(
				fc
					.constantFrom(
						'previous-history',
						'next-history',
						'reverse-search-history',
						'abort',
						'beginning-of-line',
					)
					.map((type): EditorAction => ({type: type as 'abort'})),
			),
			{maxLength: 20},
		);
		holds(
			fc.property(
				history,
				hostileText,
				wandering,
				fc.string({maxLength: 3}),
				(entries, draft, steps, query) => {
					const typed = run(createEditor(limits, entries), [{type: 'insert', text: draft}]);
					const searching: EditorAction[] = [{type: 'reverse-search-history'}, {type: 'insert', text: query}];
					const state = run(typed, [
						...steps,
						{type: 'accept-search'},
						...searching,
						...steps,
						{type: 'accept-search'},
					]);
					const back = run(state, Array<EditorAction>(entries.length + 1).fill({type: 'next-history'}));
					expect(back.text).toBe(typed.text);
				},
			),
		);
	});

	test('the layout keeps to the columns, shows nothing unsafe, and has the cursor on it', () => {
		const sizes = fc.tuple(
			fc.integer({min: 12, max: 40}),
			fc.integer({min: 0, max: 4}),
			fc.integer({min: 0, max: 4}),
		);
		holds(
			fc.property(actions, sizes, (steps, [columns, first, next]) => {
				const {lines, cursor} = layoutEditor(run(createEditor(limits), steps), columns, first, next);
				for (const [row, line] of lines.entries()) {
					expect(width(line)).toBeLessThanOrEqual(columns - (row === 0 ? first : next));
					expect(line).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
				}
				expect(cursor.row).toBeLessThan(lines.length);
				expect(cursor.column).toBeLessThan(columns);
			}),
		);
	});
});
