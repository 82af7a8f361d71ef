import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {visible} from '../../terminal/visible.ts';
import type {CommandIo} from '../command-io.ts';

/** Runs a command about scripts; what is wrong is said in a sentence. Gives the exit status. */
export async function sayingScriptErrors(io: CommandIo, run: () => Promise<number>): Promise<number> {
	try {
		return await run();
	} catch (error) {
		if (io.interrupted.aborted) return 130;
		// Nobody reads what would be told, so nobody knows how it went.
		if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 1;
		if (!(error instanceof EmbeddedError)) throw error;
		io.say(visible(error.message, {lines: true}));
		return error.exitStatus;
	}
}
