import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {lineWidth} from '../../../source/terminal/style.ts';
import {edit} from '../../../source/ui/editor/edit.ts';
import {frameOf} from '../../../source/ui/frame-of.ts';
import type {ScriptPanel} from '../../../source/ui/screen/script.ts';
import {proseLines} from '../../../source/ui/script/prose-lines.ts';
import {showScript} from '../../../source/ui/script/show-script.ts';
import {committed, freshCluster} from '../../cluster/story.ts';
import {holds, hostileText} from '../../property.ts';
import {openScreen} from '../open-screen.ts';
import {keymap, person} from '../person.ts';
import {demo, hinted, lesson} from './shown.ts';

const markdown = fc
	.array(
		fc.oneof(
			hostileText,
			fc.constantFrom('**', '`', '\n\n', '```\n', '- ', 'a word ', '**bold** ', '`code`'),
		),
		{maxLength: 30},
	)
	.map(parts => parts.join(''));

const panel: fc.Arbitrary<ScriptPanel> = fc
	.record({
		base: fc.constantFrom(demo, lesson),
		title: hostileText,
		at: fc.integer({min: -1, max: 4}),
		say: markdown,
		predict: fc.option(markdown, {nil: undefined}),
		predicted: fc.option(hostileText, {nil: undefined}),
		standing: fc.constantFrom('waiting', 'busy', 'paused', 'passed', 'failed', 'over'),
		next: fc.option(hostileText, {nil: undefined}),
		remark: fc.option(hostileText, {nil: undefined}),
		tasks: fc.array(fc.record({text: hostileText, isDone: fc.boolean(), actual: hostileText}), {
			maxLength: 8,
		}),
		hints: fc.array(markdown, {maxLength: 4}),
		isAuto: fc.boolean(),
	})
	.map(({base, predict, predicted, next, remark, ...rest}) => ({
		...base,
		...rest,
		...(predict !== undefined && {predict}),
		...(predicted !== undefined && {predicted}),
		...(next !== undefined && {next}),
		...(remark !== undefined && {remark}),
	}));

describe('whatever a script says', () => {
	it('the screen is exactly as large as the terminal, and nothing on it is a control', () => {
		holds(
			fc.property(
				panel,
				fc.integer({min: 1, max: 210}),
				fc.integer({min: 1, max: 60}),
				fc.constantFrom('edit', 'browse', 'script'),
				fc.integer({min: 1, max: 9}),
				fc.array(fc.constantFrom('+', 'j', 't', '?', 'tab', 'escape', 'G', 'ctrl+g', 'shift+tab'), {
					maxLength: 4,
				}),
				(script, columns, rows, mode, replicas, keys) => {
					const names = Array.from({length: replicas}, (_, index) => `replica-${index + 1}`);
					const events = committed(15n, 'CREATE TABLE users (id);', {text: '', created: ['users']}, names);
					const someone = person([...freshCluster(names), ...events], {columns, rows});
					someone.changes(screen => showScript({...screen, mode}, script));
					someone.press(...keys);
					const {lines, cursor} = frameOf(someone.view(), keymap);
					expect(lines.map(lineWidth)).toEqual(Array.from({length: rows}, () => columns));
					expect(lines.flat().every(({text}) => !/\p{Cc}/u.test(text))).toBe(true);
					if (cursor) expect(cursor.x < columns && cursor.y < rows).toBe(true);
				},
			),
			150,
		);
	});

	it('its text is wrapped without a line that is too wide', () => {
		holds(
			fc.property(markdown, fc.integer({min: 4, max: 100}), (text, columns) => {
				for (const line of proseLines(text, columns)) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
			}),
		);
	});
});

describe('a demo', () => {
	const story = [
		{say: 'One line.'},
		{say: 'Many words. '.repeat(30), predict: 'And a question?'},
		{say: 'One paragraph.\n\nAnother.'},
	];
	const rowsOf = (columns: number, rows: number, change: Partial<ScriptPanel>) => {
		const {predict: _, ...rest} = demo;
		const someone = person(freshCluster(), {columns, rows});
		someone.changes(screen => showScript({...screen, mode: 'script'}, {...rest, story, ...change}));
		const lines = someone.reads().split('\n');
		return {
			head: lines.findIndex(line => line.includes('━━ ')),
			next: lines.findIndex(line => / Space /.test(line)),
		};
	};

	it.each([
		[60, 16],
		[80, 24],
		[120, 34],
		[200, 50],
	] as const)('moves nothing from one step to the next at %i columns and %i rows', (columns, rows) => {
		const first = rowsOf(columns, rows, {...story[0], at: -1});
		expect(first.next).toBeGreaterThan(first.head);
		for (const [at, said] of story.entries()) {
			expect(rowsOf(columns, rows, {...said, at})).toEqual(first);
			expect(rowsOf(columns, rows, {...said, at, standing: 'passed'})).toEqual(first);
			expect(rowsOf(columns, rows, {...said, at, remark: 'The page came from primary.'})).toEqual(first);
		}
	});

	it('leaves the panes where they are while a statement of several lines is typed', () => {
		const {predict: _, ...rest} = demo;
		const someone = person(freshCluster(), {columns: 80, rows: 24});
		someone.changes(screen => showScript({...screen, mode: 'script'}, {...rest, story, ...story[0]}));
		const panesOf = () => someone.reads().split('\n').slice(0, 13);
		const before = panesOf();
		someone.changes(screen => ({
			...screen,
			editor: edit(screen.editor, {type: 'insert', text: 'CREATE TABLE a (\n  b\n);'}),
		}));
		expect(someone.reads()).toMatch(/^ +b +$/m);
		expect(panesOf()).toEqual(before);
	});
});

describe('a terminal', () => {
	it.each([
		[demo, 80, 24],
		[hinted, 80, 24],
		[hinted, 120, 34],
	] as const)('never scrolls, whatever size it comes to have', async (script, columns, rows) => {
		const screen = await openScreen(columns, rows, freshCluster());
		screen.runtime.change(before => showScript(before, script));
		for (const [across, down] of [
			[60, 16],
			[200, 50],
			[columns, rows],
		] as const) {
			await screen.resize(across, down);
			expect(screen.scrolledOff()).toBe(0);
		}
		expect(screen.text()).toContain('2/4');
		await screen.close();
	});
});

describe('the text of a step', () => {
	const texts = (said: string, columns = 30) =>
		proseLines(said, columns).map(line =>
			line
				.map(({text}) => text)
				.join('')
				.trimEnd(),
		);

	it('shows what is emphasised and code by their looks, without their marks', () => {
		expect(texts('The **primary** says `ok`.')).toEqual(['The primary says ok.']);
		const styled = proseLines('The **primary** says `ok`.', 30)[0]!.filter(({style}) => style?.bold);
		expect(styled.map(({text}) => text)).toEqual(['primary', 'ok']);
	});

	it('keeps a mark that is no pair, and a full stop at its word', () => {
		expect(texts('2 * 3 ` 4')).toEqual(['2 * 3 ` 4']);
		expect(texts('It goes to the **replica**.', 22)).toEqual(['It goes to the', 'replica.']);
	});

	it('sets code apart, as it stands', () => {
		expect(texts('Run:\n```\nSELECT 1,\n       2;\n```\nThen look.')).toEqual([
			'Run:',
			'',
			'  SELECT 1,',
			'         2;',
			'',
			'Then look.',
		]);
	});
});
