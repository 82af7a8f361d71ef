import type {ClusterCommand} from '../../cluster/command.ts';
import {reduce} from '../../cluster/reduce.ts';
import type {NodeState} from '../../cluster/snapshot.ts';
import {footprintOf} from '../../scripts/footprint.ts';
import type {Script} from '../../scripts/schema.ts';
import type {ExplorerStage, LeftCluster} from '../explore/director.ts';
import {awaitChange} from '../scripts/await-change.ts';
import {openObserver} from '../scripts/observer.ts';
import {createTidier} from '../scripts/tidier.ts';

/** How long a cluster may take until everything is put back there, in milliseconds. */
const patienceMs = 15_000;

/** A demo on a cluster that is somebody else's. */
export interface Visit {
	/** Asks something of the cluster for the script; what has to be put back is remembered. */
	send(command: ClusterCommand): void;
	/** The cluster has changed, and is on the screen. */
	see(): void;
	/** Puts everything back. What could not be comes as sentences. */
	tidy(): Promise<readonly string[]>;
	/** The same, and waits until all nodes have heard of it. */
	startOver(): Promise<readonly string[]>;
	/**
	 * The same when the cluster is not on the screen any more. What cannot be put back there now is tried again whenever
	 * a node is told of, and a last time when `leaving` resolves.
	 */
	tidyLeft(left: LeftCluster, leaving: Promise<void>): Promise<readonly string[]>;
}

/** Begins a visit to the cluster that is on the screen, before anything is done there. */
export function beginVisit(script: Script, {runtime, driver}: ExplorerStage): Visit {
	const host = driver()!;
	let snapshot = runtime.store.get().snapshot;
	const listeners = new Set<() => void>();
	const changed = () => {
		for (const listener of [...listeners]) listener();
	};
	const cluster = {
		...openObserver(host),
		snapshot: () => snapshot,
		send: (command: ClusterCommand) => host.send(command),
		rowsOf: () => undefined,
		onChange(listener: () => void) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		lost: () => (snapshot.phase === 'gone' ? new Error(snapshot.phaseText) : undefined),
	};
	const tidier = createTidier(script, cluster);
	const {label} = snapshot.cluster!;
	const names = footprintOf(script, snapshot.cluster!).makes.map(({name}) => name);
	const late = `${label} did not answer in time: look there for ${names.join(', ') || 'what the demo did'}.`;
	const tidy = async () => {
		let timer: NodeJS.Timeout | undefined;
		const giveUp = new Promise<readonly string[]>(resolve => {
			timer = setTimeout(() => resolve([late]), patienceMs);
		});
		const left = await Promise.race([tidier.tidy(), giveUp]);
		clearTimeout(timer);
		return left;
	};
	return {
		send: tidier.send,
		see() {
			snapshot = runtime.store.get().snapshot;
			changed();
		},
		tidy,
		async startOver() {
			const left = await tidy();
			if (left.length > 0) return left;
			const isGone = ({tables}: NodeState) => !tables.some(({name}) => names.includes(name));
			const isClean = await awaitChange(cluster, ({nodes}) => nodes.every(isGone), patienceMs);
			return isClean ? [] : [`what the demo made is still on a node of ${label}`];
		},
		async tidyLeft(left, leaving) {
			let isLeaving = false;
			let wake = () => {};
			left.follow(events => {
				snapshot = events.reduce(reduce, snapshot);
				changed();
				if (events.some(({type}) => type === 'node' || type === 'ready')) wake();
			});
			void leaving.then(() => {
				isLeaving = true;
				wake();
			});
			for (;;) {
				const isLast = isLeaving;
				const untidy = await tidy();
				if (untidy.length === 0 || isLast) return untidy;
				await new Promise<void>(resolve => {
					wake = resolve;
					if (isLeaving) resolve();
				});
			}
		},
	};
}
