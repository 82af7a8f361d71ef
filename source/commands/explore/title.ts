import {runningNodes} from '../../cluster/selectors.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';
import type {Store} from '../../store/store.ts';

/** The terminal's title: `litescope · ready` when no command is pending. */
export function titleOf(snapshot: ClusterSnapshot): string {
	if (snapshot.phase === 'connecting') return 'litescope · starting';
	if (snapshot.phase === 'gone') return 'litescope · cluster lost';
	return runningNodes(snapshot).length > 0 ? 'litescope · running' : 'litescope · ready';
}

/**
 * Has the title say what is on the screen: each is set when the frame that it tells of is out, and never runs ahead
 * of it. Returns what stops this.
 */
export function followTitle(
	store: Pick<Store<{readonly snapshot: ClusterSnapshot}, never>, 'get' | 'subscribe'>,
	flushed: () => Promise<void>,
	setTitle: (title: string) => void,
): () => void {
	return store.subscribe(() => {
		// While the frame is on its way the store may go on; what comes then is the next frame's.
		const title = titleOf(store.get().snapshot);
		void flushed().then(() => setTitle(title));
	});
}
