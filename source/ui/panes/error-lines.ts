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
	const explanation = explainEntry(view.snapshot, node, entry);
	const wide = columns >= 50;
	const indent = 4;
	const said = (text: string): readonly Line[] =>
		wrapLine([{text: visible(text)}], columns - indent).map(line => [{text: ' '.repeat(indent)}, ...line]);
	const spaced: readonly Line[] = wide ? [[]] : [];
	return [
		...wordsLines(outcome, columns),
		...placeLines(entry, columns),
		...(explanation
			? [
					...spaced,
					...said(wide ? explanation.meaning : explanation.short),
					...(wide ? said(explanation.advice) : []),
					...spaced,
					...keyLines(view, explanation, columns, indent, wide),
				]
			: []),
		...lostLines(outcome).flatMap(text => said(text)),
	];
}

function wordsLines({status, error}: Outcome, columns: number): readonly Line[] {
	const words = error
		? `${visible(error.message)}${error.number === undefined ? '' : ` (${error.number})`}`
		: 'cancelled';
	const mark: Span =
		status === 'cancelled' && !error
			? {text: '  ▪ ', style: {color: 'yellow'}}
			: {text: '  ✗ ', style: {color: 'red', bold: true}};
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
	explanation: Explanation,
	columns: number,
	indent: number,
	wide: boolean,
): readonly Line[] {
	const lines = explanationKeys(view, explanation).map((line): Line => [{text: ' '.repeat(indent)}, ...line]);
	const why: Span[] = [{text: chordLabel('f1'), style: {bold: true}}, {text: ' why'}];
	const last = lines.at(-1);
	if (!wide && last) lines[lines.length - 1] = [...last, {text: '  '}, ...why];
	else lines.push([{text: ' '.repeat(indent)}, ...why]);
	return lines.flatMap(line => wrapLine(line, columns, indent));
}

function lostLines({sessionLost}: Outcome): readonly string[] {
	if (sessionLost === 'cancelled')
		return ['The session ended with it: an open transaction was rolled back, temp tables are gone.'];
	if (sessionLost)
		return ['The session is gone, an open transaction with it. The next statement opens a new one.'];
	return [];
}
