import type {ClusterCommand} from '../../source/cluster/command.ts';
import type {ClusterEvent} from '../../source/cluster/event.ts';
import {reduce} from '../../source/cluster/reduce.ts';
import {nodeOf, standingOf} from '../../source/cluster/selectors.ts';
import {type ClusterSnapshot, emptySnapshot} from '../../source/cluster/snapshot.ts';
import type {Outcome} from '../../source/cluster/statement.ts';
import type {Driver, RowSink, Value} from '../../source/drivers/driver.ts';
import {deadlineMs} from '../deadline.ts';

/** Opens the cluster that a test is about. */
export type OpenCluster = (listener: (events: readonly ClusterEvent[]) => void, sink: RowSink) => Driver;

/** A statement's outcome with its rows. */
export interface Answer extends Outcome {
	readonly columns: readonly string[];
	readonly values: readonly (readonly Value[])[];
}

/** A cluster as tests use it: run, wait until something is so, look. */
export interface TestCluster {
	readonly driver: Driver;
	/** Everything that has happened so far, oldest first. */
	readonly events: readonly ClusterEvent[];
	snapshot(): ClusterSnapshot;
	/** Runs one statement and gives its outcome with its rows. */
	run(node: string, sql: string): Promise<Answer>;
	/** Runs statements in one run, without waiting; gives their ids. */
	start(node: string, ...statements: readonly string[]): readonly string[];
	/** Waits for the outcome of a statement that was started. */
	outcome(id: string): Promise<Answer>;
	send(command: ClusterCommand): void;
	/** Waits until something is so. Fails with what was awaited and how the cluster stood. */
	until<T>(what: string, look: (snapshot: ClusterSnapshot) => T | undefined | false): Promise<T>;
	/** Waits until a replica has all that the primary has, with the same checksum. */
	identical(replica: string): Promise<void>;
	close(): Promise<void>;
}

/** Opens a cluster and waits until it is ready. */
export async function openTestCluster(open: OpenCluster): Promise<TestCluster> {
	const events: ClusterEvent[] = [];
	const results = new Map<string, {columns: readonly string[]; values: (readonly Value[])[]}>();
	const watching = new Set<() => void>();
	let snapshot = emptySnapshot;
	let count = 0;
	const driver = open(
		more => {
			events.push(...more);
			snapshot = more.reduce(reduce, snapshot);
			for (const look of [...watching]) look();
		},
		{
			open: (id, columns) => void results.set(id, {columns, values: []}),
			rows: (id, rows) => void results.get(id)?.values.push(...rows),
		},
	);
	const until: TestCluster['until'] = (what, look) =>
		new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				watching.delete(check);
				reject(
					new Error(
						`Waited ${deadlineMs} ms until ${what}. The cluster: ${describeCluster(snapshot, events)}`,
					),
				);
			}, deadlineMs);
			const end = (settle: () => void) => {
				clearTimeout(timer);
				watching.delete(check);
				settle();
			};
			const check = () => {
				try {
					const found = look(snapshot);
					if (found !== undefined && found !== false) end(() => resolve(found));
				} catch (error) {
					end(() => reject(error));
				}
			};
			watching.add(check);
			check();
		});
	const start = (node: string, ...statements: readonly string[]) => {
		count += 1;
		const ids = statements.map((_, index) => `statement ${count}.${index}`);
		const list = statements.map((sql, index) => ({id: ids[index]!, sql}));
		driver.send({type: 'run', run: `run ${count}`, node, statements: list});
		return ids;
	};
	const outcome = async (id: string): Promise<Answer> => {
		const found = await until(`${id} has ended`, () => outcomeOf(events, id));
		return {...found, ...(results.get(id) ?? {columns: [], values: []})};
	};
	const cluster: TestCluster = {
		driver,
		events,
		snapshot: () => snapshot,
		run: (node, sql) => outcome(start(node, sql)[0]!),
		start,
		outcome,
		send: command => driver.send(command),
		until,
		identical: async replica => {
			await until(`${replica} is identical`, now => {
				const node = nodeOf(now, replica);
				return node && standingOf(now, node).kind === 'identical';
			});
		},
		close: () => driver.close(),
	};
	try {
		await until('the cluster is ready', now => {
			if (now.phase === 'gone') throw new Error(now.phaseText);
			return now.phase === 'ready';
		});
	} catch (error) {
		await driver.close();
		throw error;
	}
	return cluster;
}

function outcomeOf(events: readonly ClusterEvent[], id: string): Outcome | undefined {
	const event = events.findLast(one => one.type === 'outcome' && one.outcome.id === id);
	return event?.type === 'outcome' ? event.outcome : undefined;
}

function describeCluster(snapshot: ClusterSnapshot, events: readonly ClusterEvent[]): string {
	const nodes = snapshot.nodes.map(
		({name, status, position, hold, running}) =>
			`${name} ${status} at ${position?.txid}/${position?.checksum.toString(16)}${hold ? ' held' : ''}${running ? ` running ${running}` : ''}`,
	);
	const last = events
		.slice(-8)
		.map(event => JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? `${value}n` : value)));
	return [snapshot.phase, ...nodes, 'its last events:', ...last].join('\n  ');
}
