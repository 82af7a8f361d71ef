import {primaryOf} from '../../cluster/selectors.ts';
import type {NodeState, StatementEntry} from '../../cluster/snapshot.ts';
import {isSame} from '../../results/compare.ts';
import type {Color, Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {truncate} from '../../terminal/width.ts';
import type {View} from '../view.ts';
import {differenceOf} from './answer-lines.ts';

interface Answered {
	readonly word: string;
	readonly color: Color;
}

/** What became of the last statements that went to every node, where their panes are not on the screen. */
export function comparisonLines(view: View, nodes: readonly NodeState[], columns: number): readonly Line[] {
	const run = view.screen.comparedRuns.at(-1);
	const asked = primaryOf(view.snapshot)?.transcript.filter(
		(entry): entry is StatementEntry => entry.kind === 'statement' && entry.run === run,
	);
	if (!asked || asked.length === 0) return [];
	return asked.slice(-shownStatements).flatMap((statement): Line[] => [
		[
			{
				text: truncate(`all ▸ ${visible(statement.sql.replaceAll(/\s+/g, ' ').trim())}`, columns),
				style: {bold: true},
			},
		],
		counts(nodes.map(node => answered(view, node, statement))),
	]);
}

/** Statements of a run that are told of. */
const shownStatements = 3;

function answered(view: View, node: NodeState, {run, sql}: StatementEntry): Answered {
	const entry = node.transcript.findLast(
		candidate => candidate.kind === 'statement' && candidate.run === run && candidate.sql === sql,
	);
	if (entry?.kind !== 'statement') return {word: 'not run', color: 'yellow'};
	const {outcome} = entry;
	if (!outcome) return {word: 'running', color: 'yellow'};
	if (outcome.status === 'cancelled') return {word: 'cancelled', color: 'yellow'};
	if (outcome.error) return {word: visible(outcome.error.message), color: 'red'};
	const result = view.results.get(entry.id);
	const difference = result && differenceOf(view, entry, result);
	if (difference && !isSame(difference)) return {word: '≠ another answer', color: 'yellow'};
	return {word: difference ? '= the same' : 'ok', color: 'green'};
}

function counts(answers: readonly Answered[]): Line {
	const groups = Map.groupBy(answers, ({word}) => word);
	return [...groups].flatMap(([word, of], index): readonly Span[] => [
		{text: index > 0 ? ', ' : '  '},
		{text: `${of.length} ${word}`, style: {color: of[0]!.color}},
	]);
}
