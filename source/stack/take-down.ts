import {compose} from './containers.ts';
import {narrator} from './narrator.ts';

/**
 * Takes the stack down. The database stays for the next time, unless its volume goes too. Gives whether there was
 * anything. Rejects with a StackError.
 */
export async function takeDown(
	{volumes}: {readonly volumes: boolean},
	{say, interrupted}: {readonly say: (text: string) => void; readonly interrupted: AbortSignal},
): Promise<boolean> {
	const setting = {port: 0, interrupted};
	let found = false;
	const onLine = narrator(text => {
		found = true;
		say(text);
	});
	// A replica's volume has no name, and its data comes from the primary: without this it would be left behind.
	await compose(['rm', '--stop', '--force', '--volumes', 'replica'], setting, onLine);
	await compose(['down', ...(volumes ? ['--volumes'] : [])], setting, onLine);
	return found;
}
