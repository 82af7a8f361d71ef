import type {Entry} from '../../cluster/snapshot.ts';
import {parseDuration} from '../duration.ts';
import {entriesSince, statementsSince} from '../facts.ts';
import {areRows, showExpectedRows, showRows} from '../show-rows.ts';
import {found} from '../verdict.ts';
import type {Judges} from './judge-table.ts';

type ArrivalEntry = Extract<Entry, {kind: 'arrival'}>;

/** What has happened in the step. */
export const happenings: Judges<'answered' | 'came' | 'arrived'> = {
	answered({answered}, node, {baseline, rowsOf}) {
		const answers = statementsSince(node, baseline).flatMap(({id, outcome}) =>
			outcome?.status === 'ok' && outcome.rows !== undefined ? [rowsOf(id) ?? []] : [],
		);
		const last = answers.at(-1);
		return found(
			answers.some(rows => areRows(rows, answered)),
			showExpectedRows(answered),
			last ? showRows(last) : 'nothing has been read in this step',
		);
	},
	came({came}, node, {baseline}) {
		const arrivals = entriesSince(node, baseline).filter(isArrival);
		const actual = arrivals.some(({snapshot}) => snapshot) ? 'snapshot' : 'transactions';
		return arrivals.length === 0 ? found(false, came, 'nothing came') : found(actual === came, came, actual);
	},
	arrived({after}, node, {baseline}) {
		const last = entriesSince(node, baseline).findLast(isArrival);
		const actual = last ? `${Math.floor(last.elapsedMs)}ms` : 'nothing came';
		return found(last !== undefined && last.elapsedMs >= parseDuration(after), `${after} or more`, actual);
	},
};

function isArrival(entry: Entry): entry is ArrivalEntry {
	return entry.kind === 'arrival';
}
