import type * as v from 'valibot';
import {nearestName} from '../sqlite/nearest.ts';
import type {Fault, Path} from './mistake.ts';

/** What a schema of valibot's takes, for people. */
const kinds: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	array: 'a list',
};

/** What the schema found, as sentences with the paths they are about. */
export function faultsOfIssues(issues: readonly v.BaseIssue<unknown>[]): readonly Fault[] {
	return issues.map(faultOf);
}

/** Whether an issue is about a key that there is not. */
export function isUnknownKey({type, expected}: v.BaseIssue<unknown>): boolean {
	return type === 'strict_object' && expected === 'never';
}

/** Where an issue is. */
export function pathOf(issue: v.BaseIssue<unknown>): Path {
	return (issue.path ?? []).map(({key}) => key as string | number);
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
	const path = pathOf(issue);
	if (isUnknownKey(issue)) return {path, atKey: true, text: issue.message};
	const isMissing = issue.type === 'strict_object' && issue.path?.at(-1)?.origin === 'key';
	return {path: isMissing ? path.slice(0, -1) : path, text: textOf(issue, path)};
}

function textOf(issue: v.BaseIssue<unknown>, path: Path): string {
	const name = path.findLast(part => typeof part === 'string');
	const about = name === undefined ? 'A script' : `\`${name}\``;
	const takes = kinds[issue.type];
	if (takes !== undefined) return `${about} takes ${takes}, not ${kindOf(issue.input)}.`;
	if (issue.type === 'literal') return `${about} is ${issue.expected}; this litescope reads no other.`;
	if (issue.type === 'picklist') return notInList(issue, about);
	return issue.message;
}

function notInList({input, expected}: v.BaseIssue<unknown>, about: string): string {
	const names = [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, name]) => name!);
	const near = typeof input === 'string' ? nearestName(input, names) : undefined;
	const got = typeof input === 'string' ? input : kindOf(input);
	const hint = near === undefined ? '' : ` \`${near}\` is the nearest.`;
	return `${about} takes one of ${names.join(', ')}, not ${got}.${hint}`;
}

/** What a value is, for people. */
function kindOf(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'keys with values';
	return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : String(value);
}
