import {replicasSince} from '../../cluster/selectors.ts';
import type {StatementEntry} from '../../cluster/snapshot.ts';
import {formatPosition} from '../../litefs/position.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd} from '../../terminal/width.ts';
import {counted, formatMs, formatTime, formatTook} from '../lines/format.ts';
import {sqlLines} from '../lines/sql-line.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {madeBy} from '../made-by.ts';
import type {View} from '../view.ts';

/** What is known of one transaction: its position, what it did, and its way to each replica. */
export function transactionText(view: View, txid: bigint, columns: number): readonly Line[] {
	const transaction = view.snapshot.transactions.find(({position}) => position.txid === txid);
	if (!transaction) return [[{text: 'That transaction is not kept any more.'}]];
	const {position, committedAt, pages, change, statement, arrivals} = transaction;
	const own = madeBy(view.snapshot, transaction);
	const fact = (name: string, text: string): readonly Line[] =>
		wrapLine([{text: padEnd(name, 12), style: {dim: true}}, {text}], columns, 12);
	return [
		...fact('position', formatPosition(position)),
		...fact('committed', formatTime(committedAt)),
		...(pages === undefined ? [] : fact('pages', counted(pages, 'page'))),
		...fact('what', change ? visible(change.text) : 'not worked out'),
		...fact('by', makerText(own, statement)),
		...(own ? [[], ...sqlLines(own.sql.trim()).flatMap(line => wrapLine(line, columns, 4))] : []),
		[],
		[{text: 'Arrivals', style: {bold: true}}],
		...replicasSince(view.snapshot, transaction.seenAtMs).map((replica): Line => {
			const took = arrivals.find(({node}) => node === replica.name);
			return [
				{text: padEnd(visible(replica.name), 12)},
				took
					? {text: formatTook(took.elapsedMs), style: {color: 'green'}}
					: {text: 'not yet', style: {color: 'yellow'}},
			];
		}),
	];
}

function makerText(own: StatementEntry | undefined, statement: string | undefined): string {
	if (own)
		return `a statement of this litescope${own.outcome ? `, ${formatMs(own.outcome.durationMs)}` : ''}`;
	return statement === undefined
		? 'another program, or another litescope'
		: 'a litescope, whose statement is not in the transcript here';
}
