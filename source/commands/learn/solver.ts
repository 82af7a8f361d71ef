import {resolveNode} from '../../scripts/facts.ts';
import type {Run} from '../../scripts/run/create-run.ts';
import {nodeNameOf} from '../../scripts/run/perform.ts';
import type {ExplorerStage} from '../explore/director.ts';
import type {Pace} from '../play/pace.ts';
import {sqlOf} from '../play/say-action.ts';
import {createTypist} from '../play/typist.ts';

/** Plays the solution of a step in the student's session, visibly. */
export interface Solver {
	/** Begins with the step that waits now. */
	solve(run: Run): void;
	/** To be called after each change of the run. */
	goOn(run: Run): void;
	stop(): void;
}

/** Makes a solver of what is on the screen. */
export function createSolver({runtime}: ExplorerStage, pace: Pace): Solver {
	const typist = createTypist(runtime.change, pace);
	let timer: NodeJS.Timeout | undefined;
	const goOn = (run: Run) => {
		const {play, snapshot} = run.state();
		const waits = play?.by === 'script' && play.stage.kind === 'step' && play.phase === 'ready';
		if (!waits || typist.isTyping() || timer) return;
		const [next] = play.todo;
		const sql = next && sqlOf(next);
		const node = next && resolveNode(snapshot, nodeNameOf(next));
		if (sql !== undefined && node) {
			typist.type(node.name, sql, run.go);
			return;
		}
		timer = setTimeout(() => {
			timer = undefined;
			run.go();
		}, pace.restMs);
	};
	return {
		solve(run) {
			run.solve();
			goOn(run);
		},
		goOn,
		stop() {
			clearTimeout(timer);
			timer = undefined;
			typist.stop();
		},
	};
}
