import {nodeOf} from '../../cluster/selectors.ts';
import type {StatementError} from '../../cluster/statement.ts';
import type {Line} from '../../terminal/style.ts';
import {visible} from '../../terminal/visible.ts';
import {explainEntry} from '../explain-entry.ts';
import {explanationKeys} from '../explanation-keys.ts';
import {sqlLines} from '../lines/sql-line.ts';
import {wrapLine} from '../lines/wrap-line.ts';
import type {View} from '../view.ts';

/** Everything there is to say about a statement's error. */
export function explanationText(
	view: View,
	nodeName: string,
	statement: string,
	columns: number,
): readonly Line[] {
	const node = nodeOf(view.snapshot, nodeName);
	const entry = node?.transcript.find(
		candidate => candidate.kind === 'statement' && candidate.id === statement,
	);
	if (!node || entry?.kind !== 'statement')
		return [[{text: 'That statement is not in the transcript any more.'}]];
	const explanation = explainEntry(view.snapshot, node, entry);
	const error = entry.outcome?.error;
	if (!explanation || !error) return [[{text: 'That statement raised no error.'}]];
	const keys = explanationKeys(view, entry, explanation).map((line): Line => [{text: '  '}, ...line]);
	const paragraph = (text: string): readonly Line[] => [...wrapLine([{text: visible(text)}], columns), []];
	return [
		...sqlLines(entry.sql.trim()).flatMap(line =>
			wrapLine([{text: `${visible(node.name)} ▸ `, style: {color: 'cyan'}}, ...line], columns, 4),
		),
		...wrapLine(
			[
				{text: '✗ ', style: {color: 'red', bold: true}},
				{text: visible(error.message), style: {bold: true}},
			],
			columns,
			2,
		),
		...codeLines(error, columns),
		[],
		[{text: 'What it means here', style: {bold: true}}],
		...paragraph(explanation.meaning),
		[{text: 'What to do', style: {bold: true}}],
		...paragraph(explanation.advice),
		...(keys.length > 0 ? [...keys, []] : []),
		...(explanation.detail.length > 0 ? [[{text: 'Why', style: {bold: true}}] as Line] : []),
		...explanation.detail.flatMap(paragraph),
	];
}

/** SQLite's code. Those of litescope's own mean nothing to anyone. */
function codeLines({code, number}: StatementError, columns: number): readonly Line[] {
	if (!code.startsWith('SQLITE_')) return [];
	const text = `  ${code}${number === undefined ? '' : `, result code ${number}`}`;
	return wrapLine([{text, style: {dim: true}}], columns, 2);
}
