import * as v from 'valibot';
import {faultsOfIssues, isUnknownKey, pathOf} from './faults-of-issues.ts';
import {faultsOfScript} from './faults-of-script.ts';
import {type Fault, formatMistake, type Mistake, type Path} from './mistake.ts';
import {byHead} from './schema/choice.ts';
import {type Script, scriptSchema} from './schema.ts';
import {readYaml} from './yaml-file.ts';

/** A file that was read as a script: the script, or what is wrong with it. */
export type LoadedScript =
	| {readonly script: Script; locate(fault: Fault): Mistake}
	| {readonly script?: undefined; readonly mistakes: readonly Mistake[]};

const schema = scriptSchema(byHead);

/** Reads a script. Never throws: every mistake has its place and a sentence. */
export function loadScript(text: string): LoadedScript {
	const file = readYaml(text);
	if (file.mistakes.length > 0) return {mistakes: file.mistakes};
	const checked = check(file.value);
	const faults = checked.script ? faultsOfScript(checked.script) : checked.faults;
	if (!checked.script || faults.length > 0) return {mistakes: inOrder(faults.map(file.locate))};
	return {script: checked.script, locate: file.locate};
}

/** Mistakes as they come in the file, each once. */
export function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
	return mistakes
		.toSorted((a, b) => a.line - b.line || a.column - b.column)
		.filter((one, index, all) => {
			const before = all[index - 1];
			return !before || formatMistake('', before) !== formatMistake('', one);
		});
}

type Checked = {readonly script: Script} | {readonly script?: undefined; readonly faults: readonly Fault[]};

/** The schema tells of one unknown key in an object; it is taken away, and the rest is looked at again. */
function check(value: unknown): Checked {
	const rest = structuredClone(value);
	const unknown: Fault[] = [];
	for (;;) {
		const result = v.safeParse(schema, rest);
		if (result.success && unknown.length === 0) return {script: result.output};
		const issues = result.issues ?? [];
		const wrongKeys = issues.filter(isUnknownKey);
		if (wrongKeys.length === 0) return {faults: [...unknown, ...faultsOfIssues(issues)]};
		unknown.push(...faultsOfIssues(wrongKeys));
		for (const issue of wrongKeys) removeAt(rest, pathOf(issue));
	}
}

function removeAt(value: unknown, path: Path): void {
	const parent = path.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
	delete (parent as Record<string, unknown>)[path.at(-1)!];
}
