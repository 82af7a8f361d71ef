import {replicasOf} from '../../cluster/selectors.ts';
import {formatPosition} from '../../litefs/position.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd} from '../../terminal/width.ts';
import {counted, formatMs, formatTime, formatTook} from '../lines/format.ts';
import {sqlLines} from '../lines/sql-line.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';

/** What is known of one transaction: its position, what it did, and its way to each replica. */
export function transactionText(view: View, txid: bigint, columns: number): readonly Line[] {
	const transaction = view.snapshot.transactions.find(({position}) => position.txid === txid);
	if (!transaction) return [[{text: 'That transaction is not kept any more.'}]];
	const {position, committedAt, pages, change, statement, durationMs, arrivals} = transaction;
	const fact = (name: string, text: string): readonly Line[] =>
		wrapLine([{text: padEnd(name, 12), style: {dim: true}}, {text}], columns, 12);
	return [
		...fact('position', formatPosition(position)),
		...fact('committed', formatTime(committedAt)),
		...fact('pages', counted(pages, 'page')),
		...fact('what', change ? visible(change.text) : 'not worked out'),
		...fact(
			'by',
			statement
				? `a statement of this litescope${durationMs === undefined ? '' : `, ${formatMs(durationMs)}`}`
				: 'another program, or another litescope',
		),
		...(statement ? [[], ...sqlLines(statement).flatMap(line => wrapLine(line, columns, 4))] : []),
		[],
		[{text: 'Arrivals', style: {bold: true}}],
		...replicasOf(view.snapshot).map((replica): Line => {
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
