import {runtimeFolder} from '../home/runtime.ts';
import {visible} from '../terminal/visible.ts';
import type {CommandIo} from './command-io.ts';
import {printNotes} from './notes/print-notes.ts';
import {showNotes} from './notes/show-notes.ts';

export interface NotesOptions {
	readonly color: boolean;
}

/**
 * Shows the presenter the notes of the demo that runs on this machine: on a terminal as a screen that follows it,
 * elsewhere as text, once. Gives the exit status: 0, 1 where the runtime folder cannot be had, 3 without a demo.
 */
export async function run({color}: NotesOptions, io: CommandIo): Promise<number> {
	try {
		runtimeFolder();
		const {stdin, stdout} = process;
		if (stdin.isTTY && io.outIsTerminal) return await showNotes({stdin, stdout, color});
		return await printNotes(io);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPIPE') io.say(visible((error as Error).message));
		return 1;
	}
}
