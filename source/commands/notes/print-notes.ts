import {visible} from '../../terminal/visible.ts';
import {
	alertLines,
	bodyLines,
	nextStep,
	sinceBegan,
	standingOf,
	stepHead,
	timeOfDay,
} from '../../ui/notes/notes-text.ts';
import type {PresenterNotes} from '../../ui/notes/presenter-notes.ts';
import type {CommandIo} from '../command-io.ts';
import {readNotes} from './read-notes.ts';
import {socketPaths, sweepSockets} from './sockets.ts';

/** Columns of the notes as text. */
const columns = 80;
/** How long a demo may take to say its notes, in milliseconds. */
const answerMs = 5000;

/** Writes the notes of the newest demo as text, once. Gives the exit status: 3 where there is no demo. */
export async function printNotes(io: CommandIo): Promise<number> {
	await sweepSockets();
	for (const path of socketPaths()) {
		const notes = await notesAt(path);
		if (!notes) continue;
		await io.out(`${notesText(notes, Date.now()).join('\n')}\n`);
		return 0;
	}
	io.say('No demo is running. Start one with: litescope demo');
	return 3;
}

/** Notes as lines of text. */
export function notesText(notes: PresenterNotes, nowMs: number): readonly string[] {
	const next = nextStep(notes);
	const plain = (lines: ReturnType<typeof bodyLines>) =>
		lines.map(line => line.map(({text}) => text).join(''));
	return [
		`${visible(notes.title)}: ${sinceBegan(notes, nowMs)} since it began, ${standingOf(notes).text}, ${timeOfDay(nowMs)}`,
		...plain(alertLines(notes, columns)),
		'',
		stepHead(notes),
		'',
		...plain(bodyLines(notes, columns)),
		...(notes.next === undefined && next === undefined ? [] : ['']),
		...(notes.next === undefined ? [] : [`Next  ${visible(notes.next)}`]),
		...(next === undefined ? [] : [`Then  ${next}`]),
	];
}

/** The notes that a demo says first; undefined where it says none, or is not there any more. */
function notesAt(path: string): Promise<PresenterNotes | undefined> {
	return new Promise(resolve => {
		const end = (notes: PresenterNotes | undefined) => {
			clearTimeout(timer);
			stop();
			resolve(notes);
		};
		const stop = readNotes(path, {told: end, ended: () => end(undefined)});
		const timer = setTimeout(() => end(undefined), answerMs);
	});
}
