import {runningNodes} from '../../cluster/selectors.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import type {Store} from '../../store/store.ts';
import type {AppState} from '../../ui/app-state.ts';
import type {ScriptPanel} from '../../ui/screen/script.ts';

/** The terminal's title: `litescope · ready` when no command is pending, and a demo waits for a key. */
export function titleOf(snapshot: ClusterSnapshot, script?: ScriptPanel): string {
	if (snapshot.phase === 'connecting') return 'litescope · starting';
	if (snapshot.phase === 'gone') return 'litescope · cluster lost';
	if (script?.kind === 'demo' && script.standing === 'busy') return 'litescope · playing';
	return runningNodes(snapshot).length > 0 ? 'litescope · running' : 'litescope · ready';
}

/**
 * Has the title say what is on the screen: each is set when the frame that it tells of is out, and never runs ahead
 * of it. Returns what stops this.
 */
export function followTitle(
	store: Pick<
		Store<{readonly snapshot: ClusterSnapshot; readonly screen: Pick<AppState['screen'], 'script'>}, never>,
		'get' | 'subscribe'
	>,
	flushed: () => Promise<void>,
	setTitle: (title: string) => void,
): () => void {
	return store.subscribe(() => {
		// While the frame is on its way the store may go on; what comes then is the next frame's.
		const {snapshot, screen} = store.get();
		const title = titleOf(snapshot, screen.script);
		void flushed().then(() => setTitle(title));
	});
}
