import type {ClusterEvent} from '../../cluster/event.ts';
import {limits} from '../../cluster/limits.ts';
import type {Outcome} from '../../cluster/statement.ts';
import type {AttachedCluster} from '../attached-cluster.ts';
import type {Output} from './output.ts';

/** A statement and what became of it; without an outcome it was not run. */
export interface Ran {
	readonly sql: string;
	readonly outcome?: Outcome;
}

/** The outcomes of one node's statements, in the order in which they came. */
export interface Outcomes {
	take(event: ClusterEvent): void;
	readonly list: readonly Outcome[];
}

/** Collects outcomes from events. */
export function collectOutcomes(): Outcomes {
	const list: Outcome[] = [];
	return {
		list,
		take(event) {
			if (event.type === 'outcome') list.push(event.outcome);
		},
	};
}

/**
 * Runs statements on a node until one fails, or the person interrupts, and waits until the last row is written.
 * They go to the driver in runs of at most `limits.statements`.
 */
export async function runOn(of: {
	readonly cluster: AttachedCluster;
	readonly node: string;
	readonly statements: readonly string[];
	readonly output: Output;
	readonly outcomes: Outcomes;
	readonly interrupted: AbortSignal;
}): Promise<readonly Ran[]> {
	const {cluster, node, statements, output, outcomes, interrupted} = of;
	const cancel = () => cluster.driver.send({type: 'cancel', node});
	interrupted.addEventListener('abort', cancel);
	const before = outcomes.list.length;
	const ended = () => outcomes.list.length - before;
	const failed = () => ended() > 0 && outcomes.list.at(-1)?.status !== 'ok';
	while (ended() < statements.length && !failed() && !interrupted.aborted) {
		const from = ended();
		const some = statements.slice(from, from + limits.statements);
		cluster.driver.send({
			type: 'run',
			run: `${node} ${from}`,
			node,
			statements: some.map((sql, index) => ({id: `${node} ${from + index}`, sql})),
		});
		await cluster.until(() => ended() === from + some.length || failed());
	}
	interrupted.removeEventListener('abort', cancel);
	await output.written();
	return statements.map((sql, index) => {
		const outcome = outcomes.list[before + index];
		return outcome ? {sql, outcome} : {sql};
	});
}
