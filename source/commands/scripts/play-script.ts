import {EmbeddedError} from '../../drivers/embedded/client.ts';
import {awaitsGo} from '../../scripts/run/advance.ts';
import {createRun} from '../../scripts/run/create-run.ts';
import type {RunState} from '../../scripts/run/state.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ScriptCluster} from './script-cluster.ts';

/**
 * Plays a script at full speed, up to its end or the first stage that fails. `told` is called after each change.
 * Rejects with an EmbeddedError when the cluster is lost, and when the person interrupts.
 */
export function playScript(
	script: Script,
	cluster: ScriptCluster,
	{told, interrupted}: {readonly told: (state: RunState) => void; readonly interrupted: AbortSignal},
): Promise<RunState> {
	return new Promise((resolve, reject) => {
		const run = createRun(script, cluster, state => {
			told(state);
			const isOver = state.at >= state.stages.length || state.play?.phase === 'failed';
			if (isOver) end(() => resolve(state));
			else if (awaitsGo(state)) run.go();
		});
		const end = (settle: () => void) => {
			run.close();
			stopLooking();
			interrupted.removeEventListener('abort', stop);
			settle();
		};
		const stop = () => end(() => reject(new EmbeddedError(1, 'Interrupted.')));
		interrupted.addEventListener('abort', stop);
		const stopLooking = cluster.onChange(() => {
			const lost = cluster.lost();
			if (lost) end(() => reject(lost));
			else run.see();
		});
		if (interrupted.aborted) return stop();
		run.see();
		run.go();
	});
}
