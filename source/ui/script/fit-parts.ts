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
 * The parts in at most so many rows. Empty lines are given up first, then all hints but the last, then the end of what
 * is said: its last line then says that there is more, and `readAll` how one sees it.
 */
export function fitParts(parts: Parts, rows: number, readAll: string): readonly Line[] {
	const full = fullParts(parts);
	const blank = full.filter(line => line.length === 0).length;
	if (full.length - blank <= rows) return withoutBlanks(full, full.length - rows);
	const {say, question, tasks, now} = parts;
	const said = say.filter(line => line.length > 0);
	const hint = (parts.hints.at(-1) ?? []).filter(line => line.length > 0);
	const others = [...question, ...tasks, ...hint, ...now].filter(line => line.length > 0);
	const room = Math.max(leastSaid, rows - others.length);
	const shown =
		said.length <= room ? said : [...said.slice(0, room - 1), more(said.length - room + 1, readAll)];
	return [...shown, ...others].slice(0, rows);
}

/** The lines without their first so many empty ones, which stand inside what is said. */
function withoutBlanks(lines: readonly Line[], count: number): readonly Line[] {
	let left = count;
	return lines.filter(line => line.length > 0 || left-- <= 0);
}

function more(count: number, readAll: string): Line {
	return [{text: `▼ ${counted(count, 'more line')} · ${readAll} shows all`, style: {inverse: true}}];
}
