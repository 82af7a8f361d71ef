import {type Line, lineWidth, type Style} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {ScriptPanel, Task} from '../screen/script.ts';
import type {ScreenState} from '../screen/state.ts';
import {nowLines} from './now-lines.ts';
import {inlineSpans, proseLines} from './prose-lines.ts';
import {stepItems} from './step-items.ts';

/** What stands on the screen of a script's step, from top to bottom. Any of them may be empty. */
export interface Parts {
	readonly say: readonly Line[];
	readonly question: readonly Line[];
	/** The question has been answered. */
	readonly isAnswered: boolean;
	readonly tasks: readonly Line[];
	readonly hints: readonly (readonly Line[])[];
	/** What is done next, or why it does not go on. */
	readonly now: readonly Line[];
}

/** The parts of the step that is on, none of their lines wider than `columns`. */
export function partsOf(script: ScriptPanel, mode: ScreenState['mode'], columns: number): Parts {
	const now = nowLines(script, mode, columns);
	if (script.standing === 'over')
		return {say: overLines(script, columns), question: [], isAnswered: false, tasks: [], hints: [], now};
	return {
		say: proseLines(script.say, columns),
		question: questionLines(script, columns),
		isAnswered: script.predicted !== undefined,
		tasks: script.tasks.flatMap(task => taskLines(task, columns)),
		hints: script.hints.map((hint, index) => hintLines(hint, index, columns)),
		now,
	};
}

function questionLines({predict, predicted}: ScriptPanel, columns: number): readonly Line[] {
	if (predict === undefined) return [];
	const asked: Style = {bold: true, color: 'yellow'};
	const spans = inlineSpans(predict.trim().replaceAll(/\s+/g, ' '));
	const question: Line = [{text: '? ', style: asked}, ...spans.map(span => ({...span, style: asked}))];
	if (predicted === undefined) return wrapLine(question, columns, 2);
	const answer: Line = [{text: 'You said: '}, {text: visible(predicted), style: {bold: true}}];
	const onOne: Line = [...question, {text: '   '}, ...answer];
	return lineWidth(onOne) <= columns
		? [onOne]
		: [...wrapLine(question, columns, 2), ...wrapLine([{text: '  '}, ...answer], columns, 2)];
}

function taskLines({text, isDone, actual}: Task, columns: number): readonly Line[] {
	const mark: Line = isDone ? [{text: '[✓] ', style: {bold: true, color: 'green'}}] : [{text: '[ ] '}];
	const instead: Line =
		isDone || actual === undefined ? [] : [{text: `; now: ${visible(actual)}`, style: {dim: true}}];
	return wrapLine([...mark, {text: visible(text)}, ...instead], columns, 4);
}

function hintLines(hint: string, index: number, columns: number): readonly Line[] {
	const label = `**Hint ${index + 1}:**`;
	const isParagraph = !/^\s*(?:```|[-*]\s|\d+\.\s)/.test(hint);
	return proseLines(`${label}${isParagraph ? ' ' : '\n\n'}${hint.trimStart()}`, columns);
}

/** What is said when a script is over, and how its steps went. */
function overLines(script: ScriptPanel, columns: number): readonly Line[] {
	const {say, steps} = script;
	const count = (mark: string) => steps.filter(step => step.mark === mark).length;
	const [done, leftOut] =
		script.kind === 'lesson' ? ['solved', 'shown'] : ['went as they should', 'left out'];
	const counts = [
		`${count('passed')} of ${steps.length} steps ${done}`,
		...(count('failed') > 0 ? [`${count('failed')} failed`] : []),
		...(count('left out') > 0 ? [`${count('left out')} ${leftOut}`] : []),
	].join(', ');
	return [
		...(say.trim() === '' ? [] : [...proseLines(say, columns), []]),
		...wrapLine([{text: `${counts}.`, style: {bold: true}}], columns),
		...(script.kind === 'lesson'
			? ['', ...stepItems(script)].flatMap(item => wrapLine([{text: visible(item)}], columns, 5))
			: []),
	];
}
