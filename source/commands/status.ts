import {standingOf} from '../cluster/selectors.ts';
import type {ClusterSnapshot, NodeState} from '../cluster/snapshot.ts';
import {EmbeddedError} from '../drivers/embedded/client.ts';
import {formatPosition} from '../litefs/position.ts';
import {groupDigits} from '../sqlite/values.ts';
import {visible} from '../terminal/visible.ts';
import {padEnd, width} from '../terminal/width.ts';
import {attachCluster, noRows} from './attached-cluster.ts';
import {existingCluster} from './choose-cluster.ts';
import type {ClusterOptions} from './cluster-options.ts';
import type {CommandIo} from './command-io.ts';

export interface StatusOptions extends Pick<ClusterOptions, 'dataDir' | 'docker' | 'database' | 'embedded'> {
	readonly json?: boolean;
}

/** Tells of a cluster's nodes once. Gives the exit status: 0, or 3 where there is no cluster. */
export async function run(options: StatusOptions, io: CommandIo): Promise<number> {
	try {
		const chosen = await existingCluster(options, 'status');
		const {driver, snapshot} = await attachCluster(chosen, () => {}, noRows);
		const state = snapshot();
		await driver.close();
		await io.out(options.json ? `${JSON.stringify(toJson(state), undefined, 2)}\n` : toText(state));
		return io.interrupted.aborted ? 130 : 0;
	} catch (error) {
		if (!(error instanceof EmbeddedError)) throw error;
		io.say(error.message);
		return error.exitStatus;
	}
}

/** The status for programs. Positions are text as LiteFS prints them, times are milliseconds. */
function toJson(snapshot: ClusterSnapshot): unknown {
	const {cluster, nodes, atMs} = snapshot;
	return {
		cluster: cluster && {
			kind: cluster.kind,
			database: cluster.database,
			folder: cluster.folder ?? null,
			temporary: cluster.temporary,
		},
		nodes: nodes.map(node => ({
			name: node.name,
			role: node.role,
			status: node.status,
			reason: node.reason ?? null,
			path: node.path ?? null,
			position: node.position ? formatPosition(node.position) : null,
			journalMode: node.journalMode,
			pageSize: node.pageSize,
			pages: node.pages,
			clusterId: node.clusterId ?? null,
			lock: lockJson(node, atMs),
			...(node.role === 'replica' && {
				standing: standingOf(snapshot, node).kind,
				behind: behind(snapshot, node),
				link: node.link ?? null,
				hold: node.hold ? {forMs: Math.round(atMs - node.hold.sinceMs), by: node.hold.by} : null,
			}),
		})),
	};
}

function lockJson({lock}: NodeState, atMs: number): unknown {
	return lock
		? {kind: lock.kind, name: lock.name, forMs: Math.round(atMs - lock.sinceMs), by: lock.by}
		: null;
}

function behind(snapshot: ClusterSnapshot, node: NodeState): number | null {
	const standing = standingOf(snapshot, node);
	return standing.kind === 'behind' ? Number(standing.by) : standing.kind === 'identical' ? 0 : null;
}

function toText(snapshot: ClusterSnapshot): string {
	const {cluster, nodes, atMs} = snapshot;
	const head = [cluster?.label, cluster?.database, cluster?.folder].filter(part => part !== undefined);
	const rows = nodes.map(node => [
		node.name,
		node.role,
		node.status,
		node.position ? formatPosition(node.position) : 'no position yet',
		node.role === 'primary' ? '' : standingText(snapshot, node),
		linkText(node),
	]);
	const columns = rows[0]?.map((_, column) => Math.max(...rows.map(row => width(row[column] ?? '')))) ?? [];
	const table = rows.map(row =>
		row
			.map((cell, column) => padEnd(cell, columns[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	const notes = nodes.flatMap(node => [
		...(node.reason === undefined ? [] : [`${node.name}: ${node.reason}`]),
		...(node.hold
			? [
					`${node.name}: an unfinished read keeps it from applying, since ${((atMs - node.hold.sinceMs) / 1000).toFixed(1)} s, by ${node.hold.by || 'another process'}`,
				]
			: []),
	]);
	return [head.join('  '), ...table, ...notes].map(line => `${visible(line)}\n`).join('');
}

function standingText(snapshot: ClusterSnapshot, node: NodeState): string {
	const standing = standingOf(snapshot, node);
	if (standing.kind === 'behind' || standing.kind === 'ahead')
		return `${groupDigits(standing.by)} ${standing.kind}`;
	return standing.kind === 'away' ? '' : standing.kind;
}

function linkText({link}: NodeState): string {
	if (!link) return '';
	if (link.cut) return 'link cut';
	return link.latencyMs > 0 ? `link ${link.latencyMs} ms` : '';
}
