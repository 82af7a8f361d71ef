import {describe, expect, it} from 'vitest';
import {width} from '../../../source/terminal/width.ts';
import {lessonsLines, progressText} from '../../../source/ui/lessons/lessons-lines.ts';
import {
	type LessonsScreen,
	type ListedLesson,
	lessonsActOf,
	select,
} from '../../../source/ui/lessons/lessons-screen.ts';
import {keyNamed} from '../open-screen.ts';

const lesson: ListedLesson = {
	number: 1,
	title: 'A primary and a replica',
	about: 'What is committed on the primary arrives on the replica.',
	minutes: 8,
	steps: 6,
	solved: 6,
	withHints: 1,
	shown: 0,
	isUnderWay: false,
};
const screen: LessonsScreen = {
	columns: 80,
	rows: 12,
	lessons: [lesson, {...lesson, number: 2, title: 'Far away', solved: 0, withHints: 0, isUnderWay: true}],
	index: 1,
	isAsking: false,
};

function textOf(of: LessonsScreen): readonly string[] {
	return lessonsLines(of).map(line =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);
}

describe('the list of lessons', () => {
	it('has each with how far one is, and what the selected one is about', () => {
		expect(textOf(screen)).toEqual([
			' litescope  Lessons in how SQLite is replicated',
			'',
			'   ✓ 1  A primary and a replica   6 of 6 steps, 1 with hints',
			' ▌   2  Far away                  begun',
			'',
			'  What is committed on the primary arrives on the replica.',
			'  About 8 minutes, in 6 steps.',
			'',
			'',
			'',
			'',
			' Enter open   ↑↓ choose   r forget its progress   q leave',
		]);
	});

	it('asks before it forgets, says what has to be said, and is never larger than the terminal', () => {
		expect(textOf({...screen, isAsking: true}).at(-1)).toBe(
			' Forget what you have done in “Far away”? y yes  n no',
		);
		const message = '“Far away” is open in another litescope.';
		expect(textOf({...screen, message}).at(-2)).toBe(` ${message}`);
		for (const [columns, rows] of [
			[80, 24],
			[20, 5],
			[7, 2],
		] as const) {
			const lines = lessonsLines({...screen, columns, rows, message});
			expect(lines).toHaveLength(rows);
			for (const line of lines)
				expect(width(line.map(({text}) => text).join(''))).toBeLessThanOrEqual(columns);
		}
	});

	it('is moved in by arrows and by numbers, and answers a question by y alone', () => {
		expect(lessonsActOf(keyNamed('down'), screen)).toBe('down');
		expect(lessonsActOf(keyNamed('2'), screen)).toBe(2);
		expect(lessonsActOf(keyNamed('enter'), screen)).toBe('open');
		expect(select(screen, 9).index).toBe(1);
		const asking = {...screen, isAsking: true};
		expect(lessonsActOf(keyNamed('y'), asking)).toBe('yes');
		expect(lessonsActOf(keyNamed('enter'), asking)).toBe('no');
	});
});

describe('how far one is', () => {
	it('tells steps that were solved, with hints and shown apart', () => {
		expect(progressText({...lesson, solved: 3, withHints: 1, shown: 2})).toBe(
			'3 of 6 steps, 1 with hints, 2 shown',
		);
		expect(progressText({...lesson, solved: 0, withHints: 0})).toBe('not begun');
	});
});
