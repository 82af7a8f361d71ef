import {primaryOf} from '../../cluster/selectors.ts';
import type {StatementEntry} from '../../cluster/snapshot.ts';
import {compareAnswers, type Difference, isSame} from '../../results/compare.ts';
import type {ResultSet} from '../../results/results.ts';
import type {Value} from '../../sqlite/values.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {padEnd, width} from '../../terminal/width.ts';
import {counted} from '../lines/format.ts';
import {sqlLines} from '../lines/sql-line.ts';
import {tableLines} from '../lines/table-lines.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';

/** Rows that stand in the transcript; more are opened in the grid. */
export const rowsInTranscript = 8;

/** Lines of a dot command's answer that stand in the transcript. */
const textLinesInTranscript = 40;

/** The first rows of a statement's answer, and how to see the rest. */
export function answerLines(view: View, entry: StatementEntry, columns: number): readonly Line[] {
	const result = view.results.get(entry.id);
	if (!result || !entry.outcome || result.columns.length === 0) return [];
	if (entry.outcome.status !== 'ok' && result.rows.length === 0) return [];
	const dot = view.screen.dots[entry.id];
	if (dot && dot.shown !== 'table') return textAnswer(result, dot.shown, columns);
	const difference = differenceOf(view, entry, result);
	// Saying that there is one more row would take the line that the row itself needs.
	const rows = result.rows.length === rowsInTranscript + 1 ? result.rows.length : rowsInTranscript;
	const {lines, hidden} = tableLines(
		result.columns,
		result.rows.slice(0, rows),
		columns - 2,
		difference?.extra,
	);
	return [
		...lines.map((line): Line => [{text: '  '}, ...line]),
		...moreLines(result.rows.length - rows, hidden, columns),
		...differenceLines(view, difference, columns),
	];
}

function moreLines(rows: number, hidden: number, columns: number): readonly Line[] {
	const more = [
		...(rows > 0 ? [counted(rows, 'more row')] : []),
		...(hidden > 0 ? [counted(hidden, 'more column')] : []),
	];
	if (more.length === 0) return [];
	return wrapLine(
		[{text: `  … ${more.join(', ')} · Enter opens the result`, style: {dim: true}}],
		columns,
		2,
	);
}

/** Names side by side, or SQL as text. */
function textAnswer(result: ResultSet, shown: 'names' | 'sql', columns: number): readonly Line[] {
	const texts = result.rows.map(row => textOf(row[0]));
	const lines: readonly Line[] =
		shown === 'sql'
			? texts.flatMap(text => sqlLines(text).flatMap(line => wrapLine(line, columns - 2, 4)))
			: nameColumns(texts, columns - 2);
	const shownLines = lines.slice(0, textLinesInTranscript).map((line): Line => [{text: '  '}, ...line]);
	const more = lines.length - shownLines.length;
	return more > 0
		? [
				...shownLines,
				[{text: `  … ${counted(more, 'more line')} · Enter opens the result`, style: {dim: true}}],
			]
		: shownLines;
}

function textOf(value: Value | undefined): string {
	return typeof value === 'string' ? value : String(value ?? '');
}

function nameColumns(names: readonly string[], columns: number): readonly Line[] {
	const shown = names.map(name => visible(name));
	const size = Math.max(1, ...shown.map(name => width(name))) + 2;
	const across = Math.max(1, Math.floor((columns + 2) / size));
	const down = Math.ceil(shown.length / across);
	return Array.from({length: down}, (_, row) => [
		{
			text: Array.from({length: across}, (_, column) => padEnd(shown[column * down + row] ?? '', size))
				.join('')
				.trimEnd(),
		},
	]);
}

/** How an answer differs from the primary's, where the statement ran on every node. */
export function differenceOf(view: View, entry: StatementEntry, result: ResultSet): Difference | undefined {
	const primary = primaryOf(view.snapshot);
	if (!primary || !view.screen.comparedRuns.includes(entry.run)) return undefined;
	const counterpart = primary.transcript.findLast(
		other => other.kind === 'statement' && other.run === entry.run && other.sql === entry.sql,
	);
	if (counterpart?.kind !== 'statement' || counterpart.id === entry.id || !counterpart.outcome)
		return undefined;
	const answer = view.results.get(counterpart.id);
	return answer && compareAnswers(answer, result);
}

function differenceLines(view: View, difference: Difference | undefined, columns: number): readonly Line[] {
	if (!difference) return [];
	const primary = visible(primaryOf(view.snapshot)?.name ?? 'the primary');
	if (isSame(difference)) return [[{text: `  = the same as ${primary}`, style: {color: 'green'}}]];
	const parts = [
		difference.columns ? `other columns than ${primary}` : '',
		difference.extra.size > 0 ? `${counted(difference.extra.size, 'row')} that ${primary} does not have` : '',
		difference.missing.size > 0 ? `${counted(difference.missing.size, 'row')} of ${primary} missing` : '',
		difference.reordered ? `the rows of ${primary} in another order` : '',
	].filter(Boolean);
	return wrapLine([{text: `  ≠ ${parts.join(', ')}`, style: {color: 'yellow', bold: true}}], columns, 4);
}
