import {fitLine, type Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, width} from '../../terminal/width.ts';
import {selectionMark} from '../lines/frame.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {LessonsScreen, ListedLesson} from './lessons-screen.ts';

/** The widest that a list is easy to read. */
const readableColumns = 100;

/** The list of lessons as the lines of a screen. */
export function lessonsLines(screen: LessonsScreen): readonly Line[] {
	const {lessons, columns, rows, index, message} = screen;
	const wide = Math.min(columns, readableColumns);
	const selected = lessons[index];
	const list = lessons.map((lesson, at) => lessonLine(lesson, at === index, lessons, wide));
	const about = selected ? wrapLine([{text: visible(selected.about)}], wide - 4, 0) : [];
	const body: readonly Line[] = [
		[{text: ' litescope', style: {bold: true}}, {text: '  Lessons in how SQLite is replicated'}],
		[],
		...list,
		[],
		...about.map((line): Line => [{text: '  '}, ...line]),
		...(selected?.minutes === undefined
			? []
			: [
					[
						{
							text: `  About ${selected.minutes} minutes, in ${selected.steps} steps.`,
							style: {dim: true} as const,
						},
					],
				]),
	];
	const said: readonly Line[] =
		message === undefined
			? []
			: wrapLine([{text: ` ${visible(message)}`, style: {color: 'yellow'}}], columns, 1);
	const foot = [...said, footer(screen)];
	const room = Math.max(0, rows - foot.length);
	const shown = body.slice(0, room);
	const gap = Array.from({length: room - shown.length}, (): Line => []);
	return [...shown, ...gap, ...foot].map(line => fitLine(line, columns)).slice(-rows);
}

function lessonLine(
	lesson: ListedLesson,
	isSelected: boolean,
	all: readonly ListedLesson[],
	columns: number,
): Line {
	const titles = Math.max(...all.map(({title}) => width(visible(title))));
	const {solved, steps} = lesson;
	const mark = solved === steps ? '✓' : ' ';
	const left = `${mark} ${lesson.number}  ${padEnd(visible(lesson.title), titles)}   `;
	return fitLine(
		[
			{text: ' '},
			isSelected ? selectionMark : {text: ' '},
			{text: ' '},
			{text: left, style: isSelected ? {bold: true} : {}},
			{text: progressText(lesson), style: solved === steps ? {color: 'green'} : {dim: !isSelected}},
		],
		columns,
	);
}

/** How far somebody is in a lesson, such as `3 of 6 steps, 1 with hints`. */
export function progressText({steps, solved, withHints, shown, isUnderWay}: ListedLesson): string {
	if (solved + shown === 0) return isUnderWay ? 'begun' : 'not begun';
	return [
		`${solved} of ${steps} steps`,
		...(withHints > 0 ? [`${withHints} with hints`] : []),
		...(shown > 0 ? [`${shown} shown`] : []),
	].join(', ');
}

function footer({isAsking, lessons, index}: LessonsScreen): Line {
	if (isAsking) {
		const title = visible(lessons[index]?.title ?? '');
		return [
			{text: ` Forget what you have done in “${title}”? `, style: {bold: true}},
			{text: 'y', style: {bold: true}},
			{text: ' yes  '},
			{text: 'n', style: {bold: true}},
			{text: ' no'},
		];
	}
	const keys = [
		['Enter', 'open'],
		['↑↓', 'choose'],
		['r', 'forget its progress'],
		['q', 'leave'],
	];
	return keys.flatMap(([key, does]): Line => [{text: ` ${key}`, style: {bold: true}}, {text: ` ${does}  `}]);
}
