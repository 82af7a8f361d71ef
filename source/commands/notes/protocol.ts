import type {PresenterNotes} from '../../ui/notes/presenter-notes.ts';

/** What marks are there, and what a demo can be doing. */
const marks = ['open', 'passed', 'failed', 'left out'] as const satisfies readonly Mark[];
const standings = [
	'waiting',
	'busy',
	'paused',
	'passed',
	'failed',
	'over',
] as const satisfies readonly PresenterNotes['standing'][];

type Mark = PresenterNotes['steps'][number]['mark'];
type Fields = Readonly<Record<string, unknown>>;

/** The longest line that is taken, in UTF-16 units: more than any script that a person writes has. */
export const lineUnits = 1_000_000;

/**
 * Notes as they go over the socket: one line of JSON. Only what belongs to them is in it, so that what else the
 * value has makes no change.
 */
export function encodeNotes(notes: PresenterNotes): string {
	const {title, steps, at, predict, standing, next, remark, isAuto, notes: text, beganAtMs, fallback} = notes;
	const told = {title, steps, at, predict, standing, next, remark, isAuto, notes: text, beganAtMs, fallback};
	return `${JSON.stringify(told)}\n`;
}

/** Notes from a line; undefined where the line has none, as another litescope may tell them in another way. */
export function parseNotes(line: string): PresenterNotes | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	return isFields(value) && isNotes(value) ? (value as Fields & PresenterNotes) : undefined;
}

function isNotes(fields: Fields): boolean {
	const {title, steps, at, standing, isAuto, beganAtMs} = fields;
	const texts = ['predict', 'next', 'remark', 'notes', 'fallback'].map(name => fields[name]);
	return (
		typeof title === 'string' &&
		Array.isArray(steps) &&
		steps.every(isStep) &&
		Number.isInteger(at) &&
		standings.some(one => one === standing) &&
		typeof isAuto === 'boolean' &&
		Number.isFinite(beganAtMs) &&
		texts.every(text => text === undefined || typeof text === 'string')
	);
}

function isStep(step: unknown): boolean {
	return (
		isFields(step) &&
		typeof step.id === 'string' &&
		typeof step.title === 'string' &&
		marks.some(one => one === step.mark)
	);
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null;
}

/** Takes text as it arrives and gives the lines that are whole now. Throws where a line is over the limit. */
export function createLineReader(): (text: string) => readonly string[] {
	let rest = '';
	return text => {
		const lines = (rest + text).split('\n');
		rest = lines.pop()!;
		if (rest.length > lineUnits) throw new Error(`A line of more than ${lineUnits} characters.`);
		return lines;
	};
}
