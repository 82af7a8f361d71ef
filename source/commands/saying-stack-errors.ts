import {EmbeddedError} from '../drivers/embedded/client.ts';
import {StackError} from '../stack/stack-error.ts';
import {visible} from '../terminal/visible.ts';
import type {CommandIo} from './command-io.ts';

/** Runs `up` or `down`; what is under way and what fails is said in lines. Gives the exit status. */
export async function sayingStackErrors(
	io: CommandIo,
	run: (say: (text: string) => void) => Promise<void>,
): Promise<number> {
	try {
		await run(text => io.say(visible(text)));
		return 0;
	} catch (error) {
		if (!(error instanceof StackError || error instanceof EmbeddedError)) throw error;
		io.say(visible(error.message, {lines: true}));
		if (error instanceof StackError) for (const line of error.log) io.say(`  ${visible(line)}`);
		return error.exitStatus;
	}
}
