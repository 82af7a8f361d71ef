import {errorContext} from '../../cluster/error-context.ts';
import type {ClusterSnapshot, NodeState} from '../../cluster/snapshot.ts';
import type {Outcome, StatementError} from '../../cluster/statement.ts';
import {showError} from '../../sqlite/caret.ts';
import {explain} from '../../sqlite/errors.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';

/** Columns in which the place of an error is shown. */
const placeColumns = 76;

/** An error as lines: the node's own words first, the place where it is known, then what it means and what to do. */
export function explainError(
	outcome: Outcome & {readonly error: StatementError},
	{sql, node, snapshot}: {readonly sql: string; readonly node: NodeState; readonly snapshot: ClusterSnapshot},
): readonly string[] {
	const {error, inTransaction} = outcome;
	const words = visible(`${error.message}${error.number === undefined ? '' : ` (${error.number})`}`);
	// Our own errors are sentences that say all there is to say.
	if (error.code.startsWith('LITESCOPE_')) return [words];
	const {meaning, advice} = explain(error, errorContext(snapshot, node, {sql, inTransaction}));
	return [words, ...place(sql, error), ...[meaning, advice].map(line => `  ${visible(line)}`)];
}

function place(sql: string, {offset}: StatementError): readonly string[] {
	if (offset === undefined) return [];
	const {line, caret} = showError(sql, offset, placeColumns, text => width(visible(text)));
	return [`  ${visible(line)}`, `  ${caret}`];
}
