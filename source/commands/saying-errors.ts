import {EmbeddedError} from '../drivers/embedded/client.ts';
import {visible} from '../terminal/visible.ts';

/** Runs a command; a mistake of the person's is a sentence on stderr and an exit status, not a stack. */
export async function sayingErrors(run: () => Promise<number>): Promise<number> {
	try {
		return await run();
	} catch (error) {
		if (!(error instanceof EmbeddedError)) throw error;
		process.stderr.write(`${visible(error.message, {lines: true})}\n`);
		return error.exitStatus;
	}
}
