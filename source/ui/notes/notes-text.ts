import type {Line, Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {formatTime} from '../lines/format.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {proseLines} from '../script/prose-lines.ts';
import type {PresenterNotes} from './presenter-notes.ts';

/** `3/10  A table is made, and arrives`; before the first step and after the last, that it is so. */
export function stepHead({steps, at}: PresenterNotes): string {
	const step = steps[at];
	if (step) return `${at + 1}/${steps.length}  ${visible(step.title)}`;
	return at < 0 ? 'Before the first step' : 'After the last step';
}

/** The step after this one: `4/10  A row goes the same way`; undefined after the last. */
export function nextStep({steps, at}: PresenterNotes): string | undefined {
	const step = steps[at + 1];
	return step && `${at + 2}/${steps.length}  ${visible(step.title)}`;
}

/** How the demo stands, in a few words, and how loud they are. */
export function standingOf({standing, isAuto}: PresenterNotes): {
	readonly text: string;
	readonly style?: Style;
} {
	switch (standing) {
		case 'waiting':
			return {text: isAuto ? 'goes on by itself' : 'waits for you'};
		case 'busy':
			return {text: 'under way'};
		case 'paused':
			return {text: 'paused', style: {color: 'yellow', bold: true}};
		case 'passed':
			return {text: isAuto ? 'done, goes on by itself' : 'done, waits for you', style: {color: 'green'}};
		case 'failed':
			return {text: 'did not go as it should', style: {color: 'red', bold: true}};
		case 'over':
			return {text: 'the demo is over', style: {bold: true}};
	}
}

/** How long the demo has been on, such as `2:05` or `1:00:07`: `0:00` before its first step, and where the clock was set back. */
export function sinceBegan({beganAtMs, at}: PresenterNotes, nowMs: number): string {
	const seconds = at < 0 ? 0 : Math.max(0, Math.floor((nowMs - beganAtMs) / 1000));
	const two = (part: number) => String(part).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** The time of day, such as `17:40:09`. */
export function timeOfDay(nowMs: number): string {
	return formatTime(nowMs).slice(0, 8);
}

/** What must not be missed: a fallback, and why it does not go on. */
export function alertLines({fallback, remark, standing}: PresenterNotes, columns: number): readonly Line[] {
	const loud = (text: string, style: Style) => wrapLine([{text: visible(text), style}], columns);
	return [
		...(fallback === undefined ? [] : loud(fallback, {color: 'yellow', bold: true})),
		...(remark === undefined || remark === fallback
			? []
			: loud(remark, standing === 'failed' ? {color: 'red', bold: true} : {})),
	];
}

/** The notes themselves and the question to ask, wrapped to the columns. */
export function bodyLines({notes, predict, steps, at}: PresenterNotes, columns: number): readonly Line[] {
	const none: Line = steps[at] ? [{text: 'This step has no notes.', style: {dim: true}}] : [];
	const text = notes === undefined ? [none] : proseLines(notes, columns);
	if (predict === undefined) return text;
	const question = wrapLine([{text: `Ask: ${visible(predict)}`, style: {bold: true}}], columns, 5);
	return [...text, [], ...question];
}
