import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {createTypist} from '../../../source/commands/play/typist.ts';
import {initialScreen} from '../../../source/ui/screen/initial.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pace = {keyMs: 25, statementMs: 2000, restMs: 300, lateMs: 1000};

function start() {
	let screen = initialScreen(80, 24);
	let entered = 0;
	const typist = createTypist(change => {
		screen = change(screen);
	}, pace);
	return {
		typist,
		type: (sql: string) =>
			typist.type('replica-1', sql, () => {
				entered += 1;
			}),
		prompt: () => screen.editor.text,
		target: () => screen.target,
		history: () => screen.editor.entries,
		entered: () => entered,
	};
}

it('types a character after the other at the prompt of the node, rests, and presses Enter', () => {
	const {type, prompt, target, history, entered} = start();
	type('SELECT 1;\n');
	vi.advanceTimersByTime(3 * 25);
	expect([target(), prompt()]).toEqual(['replica-1', 'SEL']);
	vi.advanceTimersByTime(6 * 25 + 299);
	expect([prompt(), entered()]).toEqual(['SELECT 1;', 0]);
	vi.advanceTimersByTime(1);
	expect([prompt(), entered(), history()]).toEqual(['', 1, ['SELECT 1;']]);
});

it('types no statement longer than the pace says', () => {
	const {type, prompt} = start();
	const long = `SELECT '${'é🎉'.repeat(500)}';`;
	type(long);
	vi.advanceTimersByTime(2025);
	expect(prompt()).toBe(long);
});

it('stops where it is, and goes on there whatever was done at the prompt meanwhile', () => {
	const {typist, type, prompt, entered} = start();
	type('SELECT 1;');
	vi.advanceTimersByTime(3 * 25);
	typist.hold(true);
	vi.advanceTimersByTime(60_000);
	expect([prompt(), typist.isTyping()]).toEqual(['SEL', true]);
	typist.hold(false);
	vi.advanceTimersByTime(60_000);
	expect([prompt(), entered()]).toEqual(['', 1]);
});

it('takes away what it has typed when it is to stop', () => {
	const {typist, type, prompt, entered} = start();
	type('SELECT 1;');
	vi.advanceTimersByTime(3 * 25);
	typist.stop();
	vi.advanceTimersByTime(60_000);
	expect([prompt(), entered(), typist.isTyping()]).toEqual(['', 0, false]);
});
