import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import type {Outcome} from '../../cluster/statement.ts';
import {shortTxid} from '../../litefs/position.ts';
import {groupDigits} from '../../sqlite/values.ts';
import {visible} from '../../terminal/visible.ts';
import type {Ran} from './run-on.ts';

/** Characters of a statement that stand for it in a message. */
const statementCharacters = 60;

/** What there is to say of a node's statements: writes with their TXIDs, failures explained, what was not run. */
export function narrate(
	ran: readonly Ran[],
	{node, labelled}: {node: NodeState; snapshot: ClusterSnapshot; labelled: boolean},
): readonly string[] {
	const label = labelled ? `${node.name}: ` : '';
	const lines = ran.flatMap(({outcome}) => (outcome ? narrateOutcome(outcome) : []));
	const notRun = ran.filter(({outcome}) => !outcome);
	return [...lines.map(line => label + line), ...notRun.map(({sql}) => `${label}not run: ${shorten(sql)}`)];
}

function narrateOutcome(outcome: Outcome): readonly string[] {
	const {error, changes, committed, truncated, rows, behind} = outcome;
	if (error) return [visible(`${error.message}${error.number === undefined ? '' : ` (${error.number})`}`)];
	const facts: string[] = [];
	if (changes !== undefined)
		facts.push(changes === 1 ? '1 row changed' : `${groupDigits(changes)} rows changed`);
	if (committed) facts.push(txids(committed));
	const lines = facts.length > 0 ? [facts.join('   ')] : [];
	if (truncated) {
		lines.push(`These are the first ${groupDigits(rows ?? 0)} rows; --format csv and json give all of them.`);
	}
	if (behind !== undefined && behind > 0n) {
		lines.push(`The answer is ${behind === 1n ? '1 TXID' : `${behind} TXIDs`} behind the primary.`);
	}
	return lines;
}

function txids({first, last}: NonNullable<Outcome['committed']>): string {
	return first === last ? `TXID ${shortTxid(last)}` : `TXID ${shortTxid(first)} to ${shortTxid(last)}`;
}

function shorten(sql: string): string {
	const line = visible(sql.replaceAll(/\s+/g, ' '));
	return line.length <= statementCharacters ? line : `${line.slice(0, statementCharacters - 1)}…`;
}
