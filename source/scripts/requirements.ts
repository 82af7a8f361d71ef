import type {ClusterInfo} from '../cluster/event.ts';
import type {Script} from './schema.ts';

type Requirement = Script['requires'][number];

/** Why a cluster cannot serve what is required: a sentence; undefined where it can. */
export function unmet(
	requires: readonly Requirement[],
	{kind, capabilities}: Pick<ClusterInfo, 'kind' | 'capabilities'>,
): string | undefined {
	for (const required of requires) {
		if (required === 'embedded' || required === 'docker') {
			if (kind !== required) return `It is about the ${required} cluster, and this one is ${kind}.`;
			continue;
		}
		const capability = capabilities[required];
		if (capability !== true) return capability;
	}
	return undefined;
}
