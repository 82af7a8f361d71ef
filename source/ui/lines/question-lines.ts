import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import type {Overlay} from '../screen/overlay.ts';
import {wrapLine} from './wrap-line.ts';

type Question = Extract<Overlay, {kind: 'confirm' | 'ask'}>;

/** A question, which stands where the prompt is. */
export function questionLines(question: Question, columns: number): readonly Line[] {
	const asked: Line = [{text: ` ${visible(question.question)}`, style: {bold: true}}];
	if (question.kind === 'confirm') {
		const command: Line[] = question.command
			? [[{text: ` the same by hand: ${visible(question.command)}`, style: {dim: true}}]]
			: [];
		return [
			...wrapLine([...asked, {text: '  y does it, n leaves it'}], columns, 1),
			...command.flatMap(line => wrapLine(line, columns, 3)),
		];
	}
	const problem: Line[] = question.problem ? [[{text: ` ${question.problem}`, style: {color: 'red'}}]] : [];
	return [
		...wrapLine([...asked, {text: ` ${visible(question.field.text)}`}], columns, 1),
		...problem.flatMap(line => wrapLine(line, columns, 1)),
	];
}
