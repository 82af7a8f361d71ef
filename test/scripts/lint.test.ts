import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {describe, expect, it} from 'vitest';
import {shippedScripts} from '../../source/commands/scripts/shipped.ts';
import {lintScript} from '../../source/scripts/lint.ts';
import {formatMistake} from '../../source/scripts/mistake.ts';
import {width} from '../../source/terminal/width.ts';

const head = 'format: 1\ntitle: T\nabout: A.\n';
const stepOf = (say: string) => `steps:\n  - id: one\n    title: One\n    say: ${say}\n`;
const step = stepOf('Hello.');
const run = '{run: "CREATE TABLE a (b);", on: primary}';
const then = '    then:\n      - {table: a, on: primary}\n';

function lint(text: string): readonly string[] {
	return lintScript(text, width).map(mistake => formatMistake('a.yaml', mistake));
}

describe('lint', () => {
	it.each([
		[
			'a step that expects nothing',
			`${step}    do: [${run}]\n`,
			'5:5: The step one expects nothing: give it `then`, `holds` or `refused`.',
		],
		[
			'a task without a hint',
			`${step}    solution: [${run}]\n${then}`,
			'5:5: The step one has a task but no hint: give it `hints`, from a nudge to the solution.',
		],
		[
			'a hint without a task',
			`${step}    do: [${run}]\n    hints: [Try.]\n${then}`,
			'9:12: The step one has hints but no task: give it a `solution`.',
		],
		[
			'a task of which nothing tells that it is done',
			`${step}    solution: [${run}]\n    hints: [Try.]\n    holds: [{identical: replica}]\n`,
			'5:5: Nothing tells when the task of one is done: give it `then` or `refused`.',
		],
		[
			'something that comes true though nothing is done',
			`${step}${then}`,
			'9:7: Nothing is done in one, so nothing comes true in it.',
		],
		[
			'a text of too many lines',
			`${stepOf(`"${'word '.repeat(200)}"`)}    holds: [{identical: replica}]\n`,
			'7:10: This takes 14 lines; at 80x24 there are 10 for it.',
		],
		[
			'a question that does not fit below what is said',
			`${stepOf(`"${'word '.repeat(150)}"`)}    predict: Why?\n    holds: [{identical: replica}]\n`,
			'8:14: With what is said above it this takes 11 lines; at 80x24 there are 10 for both.',
		],
		[
			'a line that cannot be broken',
			`${stepOf('x'.repeat(90))}    holds: [{identical: replica}]\n`,
			'7:10: A line takes 90 columns and cannot be broken; at 80x24 there are 76.',
		],
		[
			'a title that is too wide',
			`${step.replace('One', '漢'.repeat(31))}    holds: [{identical: replica}]\n`,
			'6:12: This takes 62 columns; at 80x24 there are 60 for it.',
		],
	])('tells of %s', (_, text, mistake) => {
		expect(lint(head + text)).toEqual([`a.yaml:${mistake}`]);
	});

	it('finds nothing wrong with a step that shows something', () => {
		expect(lint(`${head}${step}    do: [${run}]\n${then}`)).toEqual([]);
	});

	it.each(shippedScripts().map(file => [basename(file), file]))('finds nothing wrong with %s', (_, file) => {
		expect(lint(readFileSync(file, 'utf8'))).toEqual([]);
	});
});
