import type {ClusterSnapshot} from '../cluster/snapshot.ts';
import type {Results} from '../results/results.ts';
import type {ScreenState} from './screen/state.ts';

/** What every view is made from. Views are pure: the same view gives the same lines. */
export interface View {
	readonly snapshot: ClusterSnapshot;
	readonly screen: ScreenState;
	readonly results: Pick<Results, 'get'>;
}
