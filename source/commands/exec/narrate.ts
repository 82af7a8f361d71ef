import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import type {Outcome} from '../../cluster/statement.ts';
import {shortTxid} from '../../litefs/position.ts';
import {describeChange} from '../../sqlite/classify.ts';
import {groupDigits} from '../../sqlite/values.ts';
import {visible} from '../../terminal/visible.ts';
import {explainError} from './explain-error.ts';
import type {Ran} from './run-on.ts';

/** Characters of a statement that stand for it in a message. */
const statementCharacters = 60;

/** What there is to say of a node's statements: writes with their TXIDs, failures explained, what was not run. */
export function narrate(
	ran: readonly Ran[],
	{node, snapshot, labelled}: {node: NodeState; snapshot: ClusterSnapshot; labelled: boolean},
): readonly string[] {
	const label = labelled ? `${node.name}: ` : '';
	return ran.flatMap(({sql, outcome}) => {
		if (!outcome) return [`${label}not run: ${shorten(sql)}`];
		const {error} = outcome;
		const lines = error
			? explainError({...outcome, error}, {sql, node, snapshot})
			: [facts(sql, outcome), ...remarks(outcome)].filter(line => line !== '');
		return lines.map((line, index) => (index === 0 ? label + line : line));
	});
}

/** What a statement changed, and the transactions it made. */
function facts(sql: string, {changes, committed}: Outcome): string {
	if (changes === undefined && !committed) return '';
	const change = describeChange(sql, changes ?? 0);
	return [...(change ? [visible(change.text)] : []), ...(committed ? [txids(committed)] : [])].join('   ');
}

function remarks({truncated, rows, behind, copy, atTxid}: Outcome): readonly string[] {
	const lines: string[] = [];
	if (truncated) {
		lines.push(`These are the first ${groupDigits(rows ?? 0)} rows; --format csv and json give all of them.`);
	}
	if (copy && atTxid !== undefined) {
		lines.push(`A copy of the database answered, made at TXID ${shortTxid(atTxid)}.`);
	}
	if (behind !== undefined && behind > 0n) {
		lines.push(
			`The answer is ${behind === 1n ? '1 TXID' : `${groupDigits(behind)} TXIDs`} behind the primary.`,
		);
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
