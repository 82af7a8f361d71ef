import {randomUUID} from 'node:crypto';
import type {ClusterCommand} from '../../cluster/command.ts';
import {limits} from '../../cluster/limits.ts';
import {nodeOf, openTransactions, primaryOf, runningNodes} from '../../cluster/selectors.ts';
import type {NodeState} from '../../cluster/snapshot.ts';
import {footprintOf} from '../../scripts/footprint.ts';
import type {RunCluster} from '../../scripts/run/create-run.ts';
import type {Script} from '../../scripts/schema.ts';
import {quoteIdentifier} from '../../sqlite/identifier.ts';
import {awaitChange, type ChangingCluster} from './await-change.ts';

/** Remembers what a script changes on a cluster that is somebody else's, and puts it back. */
export interface Tidier {
	/** Asks something of the cluster for the script. */
	send(command: ClusterCommand): void;
	/**
	 * Brings nodes and links back to what they were, ends what the script left open, and drops the tables that it made.
	 * What cannot be put back comes as sentences, which may hold untrusted names; empty where all is as it was.
	 */
	tidy(): Promise<readonly string[]>;
}

/** What is done to a node that must be taken back. */
const changing: ReadonlySet<ClusterCommand['type']> = new Set(['stop', 'kill', 'pause', 'link']);

/** Makes the tidier of a script, before anything of it is done. */
export function createTidier(script: Script, cluster: RunCluster & ChangingCluster): Tidier {
	const before = cluster.snapshot();
	const {makes} = footprintOf(script, before.cluster!);
	const touched = new Set<string>();
	const isSo = (look: Parameters<typeof awaitChange>[1]) => awaitChange(cluster, look, limits.scriptWaitMs);

	const linkBefore = (name: string) => nodeOf(before, name)?.link ?? {latencyMs: 0, cut: false};
	const hasItsLink = ({name, link}: NodeState) => {
		const was = linkBefore(name);
		return !link || (link.cut === was.cut && link.latencyMs === was.latencyMs);
	};
	const bringBack = async (name: string): Promise<readonly string[]> => {
		const now = nodeOf(cluster.snapshot(), name);
		if (now && !hasItsLink(now)) cluster.send({type: 'link', node: name, ...linkBefore(name)});
		if (now?.status === 'paused') cluster.send({type: 'resume', node: name});
		else if (now?.status === 'stopped' || now?.status === 'killed') cluster.send({type: 'start', node: name});
		const isBack = await isSo(({nodes}) =>
			nodes.some(node => node.name === name && node.status === 'running' && hasItsLink(node)),
		);
		if (isBack) return [];
		const left = nodeOf(cluster.snapshot(), name);
		return [
			left?.status === 'running'
				? `${name} still has another link.`
				: `${name} is still ${left?.status ?? 'away'}.`,
		];
	};

	const runOn = async (node: string, sql: string) => {
		const id = randomUUID();
		cluster.send({type: 'run', run: id, node, statements: [{id, sql}]});
		const outcome = () =>
			nodeOf(cluster.snapshot(), node)?.transcript.findLast(
				entry => entry.kind === 'statement' && entry.id === id && entry.outcome,
			);
		await isSo(() => outcome() !== undefined);
	};
	const endOpen = async () => {
		for (const {name} of runningNodes(cluster.snapshot())) cluster.send({type: 'cancel', node: name});
		await isSo(snapshot => runningNodes(snapshot).length === 0);
		for (const {name} of openTransactions(cluster.snapshot())) await runOn(name, 'ROLLBACK;');
	};

	/** Those of the script's tables that are on the primary now, or why that is not known. */
	const stillThere = async (): Promise<typeof makes | string> => {
		const primary = primaryOf(cluster.snapshot());
		if (!primary) return 'there is no primary now';
		const answer = await cluster.ask(
			primary.name,
			"SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
		);
		if ('error' in answer) return answer.error.message.replace(/\.$/, '');
		const there = answer.rows.map(([name]) => String(name).toLowerCase());
		return makes.filter(({name}) => there.includes(name.toLowerCase()));
	};
	const drop = async (): Promise<readonly string[]> => {
		if (makes.length === 0) return [];
		const there = await stillThere();
		if (typeof there === 'string')
			return [`It is not known whether ${makes.map(({name}) => name).join(', ')} are still there: ${there}.`];
		for (const {name, kind} of there) {
			const primary = primaryOf(cluster.snapshot());
			if (primary)
				await runOn(primary.name, `DROP ${kind.toUpperCase()} IF EXISTS ${quoteIdentifier(name)};`);
		}
		const left = there.length === 0 ? [] : await stillThere();
		if (typeof left === 'string') return [`It is not known what is left of the script’s tables: ${left}.`];
		return left.map(({name, kind}) => `The ${kind} ${name} is still there.`);
	};

	return {
		send(command) {
			if (changing.has(command.type) && 'node' in command) touched.add(command.node);
			cluster.send(command);
		},
		async tidy() {
			const lost = cluster.lost();
			if (lost) return [`Nothing could be put back: ${lost.message}`];
			const nodes = await Promise.all([...touched].map(bringBack));
			await endOpen();
			return [...nodes.flat(), ...(await drop())];
		},
	};
}
