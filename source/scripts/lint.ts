import {limits} from '../cluster/limits.ts';
import {inOrder, loadScript} from './load.ts';
import type {Fault, Mistake, Path} from './mistake.ts';
import {layoutProse, type Width} from './prose.ts';
import type {Script, Step} from './schema.ts';

/** Everything that is wrong with a script's text, also what it could be played with. */
export function lintScript(text: string, width: Width): readonly Mistake[] {
	const loaded = loadScript(text);
	if (!loaded.script) return loaded.mistakes;
	return inOrder(lintFaults(loaded.script, width).map(loaded.locate));
}

function lintFaults(script: Script, width: Width): readonly Fault[] {
	return [
		...lineFaults(script.title, ['title'], width),
		...script.steps.flatMap((step, index) => {
			const path = ['steps', index];
			return [...meaningFaults(step, path), ...textFaults(step, path, width)];
		}),
	];
}

/** What a step lacks to teach, or to be checked. */
function meaningFaults({then: wanted, holds, refused, ...step}: Step, path: Path): readonly Fault[] {
	const changes = wanted.length > 0 || refused !== undefined;
	const isTask = step.solution.length > 0;
	const rules: readonly (readonly [boolean, Fault])[] = [
		[
			!changes && holds.length === 0,
			{path, text: `The step ${step.id} expects nothing: give it \`then\`, \`holds\` or \`refused\`.`},
		],
		[
			isTask && !changes && holds.length > 0,
			{path, text: `Nothing tells when the task of ${step.id} is done: give it \`then\` or \`refused\`.`},
		],
		[
			isTask && step.hints.length === 0,
			{
				path,
				text: `The step ${step.id} has a task but no hint: give it \`hints\`, from a nudge to the solution.`,
			},
		],
		[
			!isTask && step.hints.length > 0,
			{path: [...path, 'hints'], text: `The step ${step.id} has hints but no task: give it a \`solution\`.`},
		],
		[
			wanted.length > 0 && step.do.length === 0 && !isTask,
			{path: [...path, 'then'], text: `Nothing is done in ${step.id}, so nothing comes true in it.`},
		],
	];
	return rules.filter(([isBroken]) => isBroken).map(([, fault]) => fault);
}

/** What does not fit where it is shown, on a terminal of 80 by 24. */
function textFaults(step: Step, path: Path, width: Width): readonly Fault[] {
	return [
		...lineFaults(step.title, [...path, 'title'], width),
		...proseFaults(step.say, [...path, 'say'], limits.scriptSayLines, width),
		...(step.predict === undefined
			? []
			: proseFaults(step.predict, [...path, 'predict'], limits.scriptHintLines, width)),
		...togetherFaults(step, path, width),
		...step.hints.flatMap((hint, index) =>
			proseFaults(hint, [...path, 'hints', index], limits.scriptHintLines, width),
		),
	];
}

/** In a demo the question stands below what is said, which gives up its empty lines for it. */
function togetherFaults({say, predict, solution}: Step, path: Path, width: Width): readonly Fault[] {
	if (predict === undefined || solution.length > 0) return [];
	const linesOf = (text: string) => layoutProse(text, limits.scriptColumns, width);
	const said = linesOf(say).filter(line => line !== '').length;
	const has = said + linesOf(`? ${predict}`).length;
	const most = limits.scriptSayLines;
	if (has <= most || said > most) return [];
	const text = `With what is said above it this takes ${has} lines; at 80x24 there are ${most} for both.`;
	return [{path: [...path, 'predict'], text}];
}

function lineFaults(text: string, path: Path, width: Width): readonly Fault[] {
	const [has, most] = [width(text), limits.scriptTitleColumns];
	if (has <= most) return [];
	return [{path, text: `This takes ${has} columns; at 80x24 there are ${most} for it.`}];
}

function proseFaults(text: string, path: Path, mostLines: number, width: Width): readonly Fault[] {
	const lines = layoutProse(text, limits.scriptColumns, width);
	const long = lines.find(line => width(line) > limits.scriptColumns);
	const faults: Fault[] = [];
	if (lines.length > mostLines) {
		faults.push({path, text: `This takes ${lines.length} lines; at 80x24 there are ${mostLines} for it.`});
	}
	if (long !== undefined) {
		const has = width(long);
		faults.push({
			path,
			text: `A line takes ${has} columns and cannot be broken; at 80x24 there are ${limits.scriptColumns}.`,
		});
	}
	return faults;
}
