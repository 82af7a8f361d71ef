import {describe, expect, it} from 'vitest';
import {lineWidth} from '../../../source/terminal/style.ts';
import {notesLines, scrollRange} from '../../../source/ui/notes/notes-lines.ts';
import {type NotesScreen, reduceNotes, type ShownNotes} from '../../../source/ui/notes/notes-screen.ts';
import {notes, nowMs} from '../../commands/presenter-notes.ts';

function screenOf(shown: ShownNotes, columns = 80, rows = 24): NotesScreen {
	return {columns, rows, nowMs, shown, top: 0};
}

const told = (more: object = {}, others = 0): ShownNotes => ({
	kind: 'told',
	notes: {...notes, ...more},
	others,
});

function textOf(screen: NotesScreen): string {
	return notesLines(screen)
		.map(line => line.map(({text}) => text).join(''))
		.join('\n')
		.replaceAll(/ +$/gm, '');
}

const long = Array.from({length: 40}, (_, index) => `- point ${index + 1}`).join('\n');

describe('the presenter’s screen', () => {
	it('has a clock that begins with the first step', () => {
		expect(textOf(screenOf(told({at: -1})))).toContain('0:00 since it began');
		expect(textOf(screenOf(told({at: 0})))).toContain('2:05 since it began');
	});

	it('has the step, the time, the notes, what to ask and what comes then', () => {
		expect(textOf(screenOf(told()))).toBe(`  2/3  A table is made, and arrives
  2:05 since it began   waits for you                                 12:02:05

  The number behind the replica’s name is how long it took.

  - say who writes
  - say where it arrives

  Ask: Where will the table be?












  Next  CREATE TABLE users (id INTEGER) on primary
  Then  3/3  A row goes the same way
 q quit                                                      SQLite, replicated`);
	});

	it('has it on 40 columns and 10 rows too', () => {
		expect(textOf(screenOf(told({standing: 'paused'}, 1), 40, 10))).toBe(` 2/3  A table is made, and arrives
 2:05   paused                 12:02:05
 The number behind the replica’s name
 is how long it took.

 - say who writes
 - say where it arrives
 Next  CREATE TABLE users (id INTEGER)…
 Then  3/3  A row goes the same way
 ↑↓ 2 more   Tab other demo   q quit`);
	});

	it('calls what is being done by what it is', () => {
		expect(textOf(screenOf(told({standing: 'busy'})))).toContain(
			'\n  Now   CREATE TABLE users (id INTEGER) on primary\n  Then  3/3',
		);
	});

	it('says above the notes that the demo goes on on a fallback, and why it does not go on', () => {
		const shown = told({
			standing: 'failed',
			fallback: 'It goes on on a fresh embedded cluster: replica-1 did not come back.',
			remark: 'replica-1 has no table users',
		});
		expect(textOf(screenOf(shown)).split('\n').slice(1, 5)).toEqual([
			'  2:05 since it began   did not go as it should                       12:02:05',
			'  It goes on on a fresh embedded cluster: replica-1 did not come back.',
			'  replica-1 has no table users',
			'',
		]);
	});

	it.each([
		['waiting', {kind: 'waiting'}, 'No demo is running. Start one with: litescope demo'],
		['over', {kind: 'ended', title: 'T\u001b', others: 1}, 'The demo “T␛” has ended.'],
		['of another version', {kind: 'unreadable'}, 'The demo that runs is of another version of litescope.'],
	] as const)('says what is so when the demo is %s', (_, shown, sentence) => {
		expect(textOf(screenOf(shown))).toContain(sentence);
	});

	it('says that no step is on before the first and after the last', () => {
		expect(textOf(screenOf(told({at: -1, notes: undefined})))).toMatch(
			/^ {2}Before the first step\n(.*\n)*.*Then {2}1\/3 {2}Two nodes/,
		);
		const over = textOf(screenOf(told({at: 3, standing: 'over', next: undefined})));
		expect(over).toMatch(/^ {2}After the last step\n.*the demo is over/);
		expect(over).not.toContain('Then');
	});

	it('scrolls to the last line of the notes and no further, and begins a step at its top', () => {
		let screen = screenOf(told({notes: long}));
		screen = reduceNotes(screen, {type: 'scroll', top: scrollRange(screen).last});
		expect(textOf(screen)).toContain('- point 40\n\n  Ask: Where');
		expect(textOf(screen)).toContain(' ↑↓ scroll ');
		expect(textOf({...screen, top: 1000})).toBe(textOf(screen));
		const same = reduceNotes(screen, {type: 'shown', shown: told({notes: long, standing: 'busy'})});
		expect(same.top).toBe(screen.top);
		expect(reduceNotes(screen, {type: 'shown', shown: told({at: 2})}).top).toBe(0);
	});

	it('shows what a script hides or would send to the terminal', () => {
		const text = textOf(screenOf(told({notes: 'a\u001b[31mb\u202ec', title: '\u0007', predict: 'x\u0085'})));
		expect(text).toContain('a␛[31mb\\u{202e}c');
		expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0085\u202e]/);
	});

	it('fills every size exactly', () => {
		const texts = ['', '漢字 '.repeat(50), 'x'.repeat(300), long, '🏴‍☠️'.repeat(40)];
		const sizes = [
			[1, 1],
			[39, 10],
			[40, 10],
			[41, 11],
			[59, 15],
			[60, 16],
			[80, 24],
			[200, 50],
		] as const;
		for (const text of texts) {
			const all = {notes: text, predict: text, next: text, remark: text, fallback: text, title: text};
			const steps = notes.steps.map(step => ({...step, title: text}));
			for (const [columns, rows] of sizes) {
				for (const shown of [told({...all, steps}, 2), {kind: 'ended', title: text, others: 12} as const]) {
					const lines = notesLines(screenOf(shown, columns, rows));
					expect(lines.map(lineWidth)).toEqual(Array.from({length: rows}, () => columns));
				}
			}
		}
	});
});
