import type {ClusterSnapshot, NodeState, StatementEntry, TransactionState} from './snapshot.ts';

/** The node that takes writes, if it is known. */
export function primaryOf(snapshot: ClusterSnapshot): NodeState | undefined {
	return snapshot.nodes.find(node => node.role === 'primary');
}

/** The replicas, in the order of their names. */
export function replicasOf(snapshot: ClusterSnapshot): readonly NodeState[] {
	return snapshot.nodes.filter(node => node.role === 'replica');
}

/** The replicas that a transaction of a time goes to: one that joined later was given the database with it inside. */
export function replicasSince(snapshot: ClusterSnapshot, seenAtMs: number): readonly NodeState[] {
	return replicasOf(snapshot).filter(({joinedAtMs = seenAtMs}) => joinedAtMs <= seenAtMs);
}

/** The node of a name. */
export function nodeOf(snapshot: ClusterSnapshot, name: string): NodeState | undefined {
	return snapshot.nodes.find(node => node.name === name);
}

/** The transaction of a TXID, where it is in the list. The list ascends, and the newest are asked for most. */
export function transactionOf({transactions}: ClusterSnapshot, txid: bigint): TransactionState | undefined {
	const found = transactions.findLast(({position}) => position.txid <= txid);
	return found?.position.txid === txid ? found : undefined;
}

/**
 * How a replica stands to the primary. `caught-up` is the same TXID while the checksums cannot be compared,
 * `identical` the same TXID and checksum, `diverged` the same TXID and another checksum.
 */
export type Standing =
	| {readonly kind: 'identical' | 'caught-up' | 'diverged' | 'unknown'}
	| {readonly kind: 'behind'; readonly by: bigint}
	| {readonly kind: 'ahead'; readonly by: bigint}
	| {readonly kind: 'away'; readonly status: NodeState['status']};

/** See Standing. */
export function standingOf(snapshot: ClusterSnapshot, node: NodeState): Standing {
	if (node.status !== 'running' && node.status !== 'paused') return {kind: 'away', status: node.status};
	const primary = primaryOf(snapshot);
	if (!primary?.position || !node.position) return {kind: 'unknown'};
	const by = primary.position.txid - node.position.txid;
	if (by > 0n) return {kind: 'behind', by};
	if (by < 0n) return {kind: 'ahead', by: -by};
	if (primary.position.checksum === 0n || node.position.checksum === 0n) return {kind: 'caught-up'};
	return {kind: primary.position.checksum === node.position.checksum ? 'identical' : 'diverged'};
}

/** The entry of the statement that was run last on a node, and has ended. */
export function lastStatement(node: NodeState): StatementEntry | undefined {
	return node.transcript.findLast(
		(entry): entry is StatementEntry => entry.kind === 'statement' && entry.outcome !== undefined,
	);
}

/** Nodes on which a statement of the person's runs now. */
export function runningNodes(snapshot: ClusterSnapshot): readonly NodeState[] {
	return snapshot.nodes.filter(node => node.running !== undefined);
}

/** Nodes whose session has a transaction open. */
export function openTransactions(snapshot: ClusterSnapshot): readonly NodeState[] {
	return snapshot.nodes.filter(node => node.inTransactionSinceMs !== undefined);
}
