import {lintScript} from '../../scripts/lint.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import {counted} from '../../ui/lines/format.ts';
import {serveNotes} from '../notes/serve-notes.ts';
import {readScript} from '../scripts/read-script.ts';

/** What a presenter must know besides the steps, as a sentence. Untrusted. */
export type Check =
	/** Nothing that keeps anybody from playing the demo. */
	| {readonly mark: 'ok' | 'note'; readonly text: string}
	/** `fault` says it in a few words, for the summary. */
	| {readonly mark: 'fail'; readonly text: string; readonly fault: string};

/** The terminal that the rehearsal is in, which is most likely the one of the demo. */
export interface StageTerminal {
	readonly columns: number;
	readonly rows: number;
	/** How many bits a colour has: 1 is none. */
	readonly colorDepth: number;
	/** Colours are not wanted: NO_COLOR or --no-color. */
	readonly noColor: boolean;
}

/** What a demo's texts are made for. */
const stageColumns = 80;
const stageRows = 24;

/** Whether the texts of a script fit. Throws an EmbeddedError where it cannot be read. */
export function textCheck(file: string): Check {
	const mistakes = lintScript(readScript(file), text => width(visible(text)));
	if (mistakes.length === 0) return {mark: 'ok', text: 'Every text fits 80x24.'};
	const count = counted(mistakes.length, 'mistake');
	return {
		mark: 'fail',
		text: `The script has ${count}: litescope lint ${file} tells them.`,
		fault: 'the script has mistakes',
	};
}

/** Whether a terminal is large enough, and has colours; undefined is none. */
export function terminalChecks(terminal: StageTerminal | undefined): readonly Check[] {
	const wanted = `${stageColumns} columns and ${stageRows} rows`;
	if (!terminal) return [{mark: 'note', text: `This is no terminal. The demo's needs ${wanted}.`}];
	const {columns, rows, colorDepth, noColor} = terminal;
	const size = `The terminal has ${columns} columns and ${rows} rows`;
	return [
		columns >= stageColumns && rows >= stageRows
			? {mark: 'ok', text: `${size}.`}
			: {
					mark: 'fail',
					text: `${size}; the texts need ${wanted}: make it larger, or its letters smaller.`,
					fault: 'the terminal is too small',
				},
		noColor
			? {mark: 'note', text: 'Colours are off. What they say stands there in words and marks as well.'}
			: colorDepth >= 4
				? {mark: 'ok', text: 'The terminal has colours.'}
				: {
						mark: 'note',
						text: 'The terminal says that it has no colours. What they say stands there in words and marks as well.',
					},
	];
}

/** What runs in Docker: the names of the clusters that do. */
export async function dockerCheck(): Promise<Check> {
	try {
		const {findClusters} = await import('../../drivers/docker/client.ts');
		const clusters = await findClusters();
		const running = clusters.filter(({nodes}) => nodes.some(node => node.running));
		if (running.length === 0) return {mark: 'ok', text: 'Docker answers; no LiteFS cluster runs in it.'};
		const names = running.map(({name}) => name).join(', ');
		return {mark: 'ok', text: `Docker answers, with ${counted(running.length, 'LiteFS cluster')}: ${names}.`};
	} catch (error) {
		return {mark: 'note', text: `${(error as Error).message} The demo needs no Docker.`};
	}
}

/** Whether the presenter's notes can be shown in a second terminal. */
export async function notesCheck(): Promise<Check> {
	const server = serveNotes();
	const problem = await server.opened;
	await server.close();
	return problem === undefined
		? {mark: 'ok', text: 'The presenter’s notes: litescope notes shows them in a second terminal.'}
		: {mark: 'fail', text: problem, fault: 'the notes cannot be shown'};
}
