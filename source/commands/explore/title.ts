import {runningNodes} from '../../cluster/selectors.ts';
import type {ClusterSnapshot} from '../../cluster/snapshot.ts';

/** The terminal's title: `litescope · ready` when no command is pending. */
export function titleOf(snapshot: ClusterSnapshot): string {
	if (snapshot.phase === 'connecting') return 'litescope · starting';
	if (snapshot.phase === 'gone') return 'litescope · cluster lost';
	return runningNodes(snapshot).length > 0 ? 'litescope · running' : 'litescope · ready';
}
