import {primaryOf} from '../../cluster/selectors.ts';
import type {NodeState, StatementEntry} from '../../cluster/snapshot.ts';
import type {Outcome} from '../../cluster/statement.ts';
import {showError} from '../../sqlite/caret.ts';
import type {Explanation} from '../../sqlite/errors.ts';
import type {Line, Span} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {width} from '../../terminal/width.ts';
import {explainEntry} from '../explain-entry.ts';
import {explanationKeys} from '../explanation-keys.ts';
import {chordLabel} from '../keys/chord.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import {ranOnPrimary} from '../refused.ts';
import type {View} from '../view.ts';

/** The node's own words, where the error is, then, apart from them, what it means and the keys that do something. */
export function errorLines(
	view: View,
	node: NodeState,
	entry: StatementEntry,
	columns: number,
): readonly Line[] {
	const {outcome} = entry;
	if (!outcome || outcome.status === 'ok') return [];
	const wide = columns >= 50;
	const said = (text: string): readonly Line[] =>
		wrapLine([{text: visible(text)}], columns - indent).map(line => [{text: ' '.repeat(indent)}, ...line]);
	if (outcome.status === 'cancelled') return [...cancelledLine, ...said(lostText(entry))];
	const explanation = explainEntry(view.snapshot, node, entry);
	return [
		...wordsLines(outcome, columns),
		...placeLines(entry, columns),
		...(explanation ? meaningLines(view, entry, explanation, columns, wide, said) : []),
		...(outcome.sessionLost ? said(lostText(entry)) : []),
	];
}

/** Columns that what is said of an error stands to the right. */
const indent = 4;

const cancelledLine: readonly Line[] = [[{text: '  ▪ cancelled', style: {color: 'yellow', bold: true}}]];

function meaningLines(
	view: View,
	entry: StatementEntry,
	explanation: Explanation,
	columns: number,
	wide: boolean,
	said: (text: string) => readonly Line[],
): readonly Line[] {
	const spaced: readonly Line[] = wide ? [[]] : [];
	const log = entry.outcome?.error?.log;
	const primary = primaryOf(view.snapshot)?.name ?? 'the primary';
	const advice = ranOnPrimary(view.snapshot, entry)
		? `${primary} ran it in the same run: what it changed arrives here.`
		: explanation.advice;
	return [
		...spaced,
		...said(wide ? explanation.meaning : explanation.short),
		...(log === undefined ? [] : said(`LiteFS said: ${log}`)),
		...(wide || ranOnPrimary(view.snapshot, entry) ? said(advice) : []),
		...spaced,
		...keyLines(view, entry, explanation, columns, wide),
	];
}

function wordsLines({error}: Outcome, columns: number): readonly Line[] {
	const words = error
		? `${visible(error.message)}${error.number === undefined ? '' : ` (${error.number})`}`
		: 'It did not run to its end.';
	const mark: Span = {text: '  ✗ ', style: {color: 'red', bold: true}};
	return wrapLine([mark, {text: words, style: {bold: true}}], columns, 4);
}

function placeLines({sql, outcome}: StatementEntry, columns: number): readonly Line[] {
	const offset = outcome?.error?.offset;
	if (offset === undefined) return [];
	const {line, caret} = showError(sql, offset, columns - 4, text => width(visible(text)));
	return [
		[{text: `    ${visible(line)}`, style: {dim: true}}],
		[{text: `    ${caret}`, style: {color: 'red'}}],
	];
}

function keyLines(
	view: View,
	entry: StatementEntry,
	explanation: Explanation,
	columns: number,
	wide: boolean,
): readonly Line[] {
	const lines = explanationKeys(view, entry, explanation).map(
		(line): Line => [{text: ' '.repeat(indent)}, ...line],
	);
	const why: Span[] = [{text: chordLabel('f1'), style: {bold: true}}, {text: ' why'}];
	const last = lines.at(-1);
	if (!wide && last) lines[lines.length - 1] = [...last, {text: '  '}, ...why];
	else lines.push([{text: ' '.repeat(indent)}, ...why]);
	return lines.flatMap(line => wrapLine(line, columns, indent));
}

function lostText({rolledBack}: StatementEntry): string {
	return rolledBack
		? 'The session ended with it: the open transaction was rolled back, temp tables are gone.'
		: 'The session ended with it; the next statement opens a new one. Temp tables are gone.';
}
