import type {Line} from '../../terminal/style.ts';
import {counted} from '../lines/format.ts';
import type {Parts} from './parts.ts';

/** Rows of what is said that stay when everything else needs the room. */
const leastSaid = 2;

/** All parts with an empty line between them. */
export function fullParts({say, question, tasks, hints, now}: Parts): readonly Line[] {
	return [say, question, tasks, ...hints, now]
		.filter(part => part.length > 0)
		.flatMap((part, index) => (index === 0 ? part : [[], ...part]));
}

/**
 * The parts in at most so many rows. Empty lines are given up first, then a question that is answered and all hints
 * but the last, then the end of what is said, then what stands behind it; never what is done next. Where a text is cut
 * a line says so, and `readAll` how one sees it all.
 */
export function fitParts(parts: Parts, rows: number, readAll: string): readonly Line[] {
	const full = fullParts(parts);
	const blank = full.filter(line => line.length === 0).length;
	if (full.length - blank <= rows) return withoutBlanks(full, full.length - rows);
	const {say, question, tasks, hints, now} = parts;
	const said = withoutBlanks(say, Number.POSITIVE_INFINITY);
	const open = parts.isAnswered ? [] : question;
	const asked = withoutBlanks([...open, ...tasks, ...(hints.at(-1) ?? [])], Number.POSITIVE_INFINITY);
	const room = Math.max(1, rows - now.length);
	const saidRows = Math.max(Math.min(said.length, leastSaid), room - asked.length);
	const shown = cut([...cut(said, saidRows, readAll), ...asked], room, readAll);
	return [...shown, ...now].slice(0, rows);
}

/** The lines, or as many as fit and one that says how many there are. */
function cut(lines: readonly Line[], rows: number, readAll: string): readonly Line[] {
	if (lines.length <= rows) return lines;
	const hidden = lines.length - rows + 1;
	return [
		...lines.slice(0, rows - 1),
		[{text: `▼ ${counted(hidden, 'more line')} · ${readAll} shows all`, style: {inverse: true}}],
	];
}

/** The lines without their first so many empty ones, which stand inside what is said. */
function withoutBlanks(lines: readonly Line[], count: number): readonly Line[] {
	let left = count;
	return lines.filter(line => line.length > 0 || left-- <= 0);
}
