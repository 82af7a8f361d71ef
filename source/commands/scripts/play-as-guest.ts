import type {RunState} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import {visible} from '../../terminal/visible.ts';
import type {CommandIo} from '../command-io.ts';
import {playScript} from './play-script.ts';
import type {ScriptCluster} from './script-cluster.ts';
import {createTidier} from './tidier.ts';

/**
 * Plays a script as `playScript` does. On a cluster that is somebody else's everything is put back afterwards, however
 * it ended; what could not be is said. `isTidy` is false then.
 */
export async function playAsGuest(
	script: Script,
	cluster: ScriptCluster,
	{told, io}: {readonly told: (state: RunState) => void; readonly io: CommandIo},
): Promise<{readonly state: RunState; readonly isTidy: boolean}> {
	const {interrupted} = io;
	if (!cluster.snapshot().cluster?.guest) {
		return {state: await playScript(script, cluster, {told, interrupted}), isTidy: true};
	}
	const tidier = createTidier(script, cluster);
	let isTidy = true;
	const tidy = async () => {
		if (interrupted.aborted) io.say('Interrupted: putting everything back. Once more ends at once.');
		const left = await tidier.tidy();
		isTidy = left.length === 0;
		if (isTidy) return;
		io.say('Not everything could be put back:');
		for (const sentence of left) io.say(visible(`  ${sentence}`));
	};
	const asked: ScriptCluster = {...cluster, send: tidier.send};
	const state = await playScript(script, asked, {told, interrupted}).finally(tidy);
	return {state, isTidy};
}
