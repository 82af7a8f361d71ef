import type {Capabilities} from '../../cluster/event.ts';
import type {FoundIngress} from './discovery/find-ingress.ts';

/** What can be done with a cluster in Docker; what cannot has a sentence why. */
export function capabilitiesOf(readOnly: boolean, ingress: FoundIngress): Capabilities {
	const write = readOnly ? 'It was opened with --read-only.' : true;
	return {
		write,
		stop: true,
		kill: true,
		pause: true,
		partition: true,
		latency: 'A link between containers cannot be slowed down; it can be cut.',
		checkpoint: 'LiteFS looks after the WAL itself. PRAGMA wal_checkpoint can be run as a statement.',
		logs: true,
		shell: true,
		forward: write,
		ingress: 'url' in ingress ? true : ingress.problem,
	};
}
