import {takeDown} from '../stack/take-down.ts';
import type {CommandIo} from './command-io.ts';
import {sayingStackErrors} from './saying-stack-errors.ts';

/** Takes the stack down, and its database with it where `volumes` says so. Gives the exit status. */
export function run({volumes}: {readonly volumes: boolean}, io: CommandIo): Promise<number> {
	return sayingStackErrors(io, async say => {
		const found = await takeDown({volumes}, {say, interrupted: io.interrupted});
		if (!found) io.say('There was nothing to take down.');
		else if (volumes) io.say('The stack is gone, and its database with it.');
		else io.say('The stack is gone. Its database is kept: `litescope up` goes on with it.');
	});
}
